package io.frameflow.train.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.proposals.SelectiveSearchSettings.Preset;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.evaluation.diagnosis.MethodRecall;
import io.frameflow.train.evaluation.diagnosis.ProposalRecallCurves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposalRecordsTest {

  @TempDir Path folder;

  @Test
  void aPlanIsNamedAsFlagsNameItAndTellsTheManifestItsPreset() {
    ProposalPlan quality = ProposalPlan.of("selective-search:quality", 7);
    assertThat(quality.named()).isEqualTo("selective-search:quality");
    assertThat(quality.section(null).settings()).isEqualTo(Map.of("preset", "quality"));
    assertThat(quality.section(null).count()).isEqualTo(7);
    assertThat(ProposalPlan.of("selective-search", 7))
        .isEqualTo(ProposalPlan.of("selective-search:fast", 7))
        .isEqualTo(new ProposalPlan("selective-search", Preset.FAST, 7));
    ProposalPlan learned = ProposalPlan.of("learned-windows", 7);
    assertThat(learned.named()).isEqualTo("learned-windows");
    assertThat(learned.section("proposals.json").settings()).isEmpty();
    assertThatThrownBy(() -> ProposalPlan.of("learned-windows:fast", 7))
        .hasMessage("learned-windows has no presets; only selective-search has");
  }

  @Test
  void recallReadBackIsTheSameAndADamagedFileIsAsNone() throws IOException {
    ProposalRecallCurves curves = new ProposalRecallCurves(List.of("cat"));
    curves.add(image(0), Boxes.of(0, 0, 10, 8));
    RecallRecord record =
        new RecallRecord("1 of 1 validation images", "id", List.of())
            .with(new MethodRecall("fixed-grid", 1.5, curves));
    Path file = folder.resolve("recall.json");

    assertThat(RecallRecord.read(file)).isEmpty();
    record.write(file);
    RecallRecord read = RecallRecord.read(file).orElseThrow();
    assertThat(read.identity()).isEqualTo("id");
    assertThat(read.knows("fixed-grid")).isTrue();
    assertThat(read.knows("selective-search")).isFalse();
    assertThat(read.methods().get(0).curves().recall("class cat", 100, .8)).isEqualTo(1);
    assertThat(read.methods().get(0).curves().recall("class cat", 100, .85)).isZero();

    Files.writeString(
        file, Files.readString(file).replace("\"covered\" : [ [", "\"covered\" : [ "));
    assertThat(RecallRecord.read(file)).isEmpty();
  }

  @Test
  void atMostAHundredImagesAreTakenFromAllOverTheSplit() {
    List<AnnotatedImage> images =
        IntStream.range(0, 250).mapToObj(ProposalRecordsTest::image).toList();
    assertThat(RunRecall.evenly(images)).hasSize(100).doesNotHaveDuplicates();
    assertThat(RunRecall.evenly(images).get(99).id()).isEqualTo("247");
    assertThat(RunRecall.evenly(images.subList(0, 87))).isEqualTo(images.subList(0, 87));
  }

  private static AnnotatedImage image(int id) {
    return new AnnotatedImage(
        Integer.toString(id),
        Path.of("image.jpg"),
        10,
        10,
        List.of(new GroundTruth("cat", 1, new Box(0, 0, 10, 10), false)));
  }
}
