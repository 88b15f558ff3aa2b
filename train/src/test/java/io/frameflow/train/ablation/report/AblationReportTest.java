package io.frameflow.train.ablation.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.ablation.TinyAblation;
import io.frameflow.train.ablation.design.Cell;
import io.frameflow.train.ablation.design.Claim;
import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.ablation.design.Measure;
import io.frameflow.train.ablation.design.Measurement;
import io.frameflow.train.ablation.design.Results;
import io.frameflow.train.ablation.experiments.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AblationReportTest {

  private static List<Experiment> experiments;
  @TempDir Path temp;

  @BeforeAll
  static void describeExperiments() throws IOException {
    TensorFlowRuntime.load(2);
    experiments =
        Catalogue.of(
            TinyAblation.recipe(100),
            2,
            new LinkedHashSet<>(Catalogue.IDS),
            true,
            Optional.empty());
  }

  @Test
  void everyExperimentIsToldWithItsClaimsInAllFormats() throws IOException {
    Results results = measured(3);

    AblationReport.write(temp, experiments, results, "{}");

    assertThat(temp.resolve("report.html"))
        .content()
        .doesNotContain("http://", "https://", "<script", "url(")
        .contains(experiments.stream().map(Experiment::title).toList())
        .contains("3 seeds");
    String table = AblationTable.of(experiments, results);
    JsonNode json = new ObjectMapper().readTree(temp.resolve("ablation.json").toFile());
    assertThat(json.path("experiments")).hasSize(experiments.size());
    for (Experiment experiment : experiments) {
      assertThat(temp.resolve("plots").resolve(experiment.id() + ".png")).isNotEmptyFile();
      for (Claim claim : experiment.claims()) {
        assertThat(table).contains(claim.statement(), claim.judge(results).finding());
      }
    }
    assertThat(Files.readAllLines(temp.resolve("ablation.csv")))
        .startsWith("experiment,cell,measurement,seed,measure,value")
        .contains("multi-task,base,multi-task,2,map50,0.72");
  }

  @Test
  void cellsAreDifferentAndPaperFiguresBelongToCells() {
    for (Experiment experiment : experiments) {
      List<String> ids = experiment.cells().stream().map(Cell::id).toList();
      assertThat(ids).doesNotHaveDuplicates();
      assertThat(experiment.cells()).contains(experiment.reference());
      experiment
          .paper()
          .byNetwork()
          .forEach((network, byCell) -> assertThat(ids).containsAll(byCell.keySet()));
    }
  }

  @Test
  void withoutFiguresAllIsUndecidedAndWhatFailedIsTold() throws IOException {
    Results results = new Results();
    results.fail(experiments.get(0).measurements().get(0), 2, "the disk is <full>");

    AblationReport.write(temp, experiments, results, "{}");

    assertThat(temp.resolve("report.html"))
        .content()
        .contains("undecided", "not measured", "seed 2: the disk is &lt;full&gt;")
        .doesNotContain("<td>reproduced</td>");
    assertThat(temp.resolve("plots")).isEmptyDirectory();
  }

  @Test
  void oneSeedSaysThatItDecidesOnlyFarFromTheBorder() {
    assertThat(AblationTable.of(experiments, measured(1)))
        .contains("on one seed, which decides only beyond 3.00 points");
  }

  /** Made-up figures: the base is best, and every seed adds a point. */
  private static Results measured(int seeds) {
    Results results = new Results();
    for (Experiment experiment : experiments) {
      for (Measurement measurement : experiment.measurements()) {
        for (long seed = 1; seed <= seeds; seed++) {
          Map<Measure, Double> figures = new EnumMap<>(Measure.class);
          double next = 10;
          for (Measure measure : Measure.values()) {
            figures.put(measure, next++);
          }
          boolean isBase = measurement.id().equals("multi-task");
          figures.put(Measure.MAP50, (isBase ? 70 : 69) / 100. + seed / 100.);
          figures.put(Measure.COMPRESSED_MAP50, .5);
          results.add(measurement, seed, figures);
        }
      }
    }
    return results;
  }
}
