package io.frameflow.train.ablation.experiments;

import io.frameflow.detector.DetectorOptions;
import io.frameflow.train.ablation.design.Bench;
import io.frameflow.train.ablation.design.Cell;
import io.frameflow.train.ablation.design.Claim;
import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.ablation.design.Measure;
import io.frameflow.train.ablation.design.Measurement;
import io.frameflow.train.ablation.design.PaperFigures;
import io.frameflow.train.ablation.design.Quantity;
import io.frameflow.train.ablation.design.Variant;
import io.frameflow.train.compression.Comparison;
import io.frameflow.train.compression.ModelCompression;
import io.frameflow.train.compression.SvdPlan;
import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.solver.SessionSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** With and without truncated SVD of the fully connected layers (section 4.4, figure 2). */
final class TruncatedHeads {

  private static final double COST = 45;

  /** Three tenths of a point, the paper's own loss. */
  private static final double LITTLE = .003;

  /** At least 30 per cent less. */
  private static final double FASTER = .7;

  private TruncatedHeads() {}

  static Experiment of(Variants variants, SvdPlan plan) {
    Variant base = variants.multiTask();
    Measurement compression =
        new Measurement("svd", List.of(base), COST, bench -> take(base, plan, bench));
    Cell before = Cells.map("before", "as trained", compression);
    Cell after = new Cell("after", "truncated SVD", compression, Measure.COMPRESSED_MAP50);
    return new Experiment(
        "svd",
        "Truncated SVD of the fully connected layers",
        List.of(before, after),
        before,
        Quantity.Unit.POINTS,
        List.of(Measure.HEAD_MILLIS, Measure.COMPRESSED_HEAD_MILLIS),
        PaperFigures.of("figure 2", List.of(before, after)).with("L", .669, .666),
        List.of(
            Claim.hardlyBetter(
                "Compression loses less than .3 points.", "0.3 points", before, after, LITTLE),
            Claim.below(
                "Compression saves more than 30 per cent of the fully connected layers' time.",
                "30 per cent of the whole image's time",
                Quantity.ratio(
                    "time of these layers",
                    after,
                    Measure.COMPRESSED_HEAD_MILLIS,
                    before,
                    Measure.HEAD_MILLIS),
                FASTER)),
        List.of("Kept singular values: " + words(plan) + ". The network is not trained again."));
  }

  /**
   * Three eighths of every layer's outputs. The paper keeps a quarter of fc6's, of a layer that was
   * pretrained on a million images; matrices that start at random need more.
   */
  static SvdPlan plan(List<Integer> hiddenSizes) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < hiddenSizes.size(); i++) {
      int rank = Math.max(1, 3 * hiddenSizes.get(i) / 8);
      words.add(DetectorNetwork.hiddenName(i) + "=" + rank);
    }
    return SvdPlan.parse(words);
  }

  private static String words(SvdPlan plan) {
    List<String> words = new ArrayList<>();
    plan.choices().forEach((layer, choice) -> words.add(layer + " " + choice));
    return String.join(", ", words);
  }

  private static Map<Measure, Double> take(Variant base, SvdPlan plan, Bench bench)
      throws IOException {
    SessionSettings session = bench.session();
    ModelCompression.Outcome outcome =
        ModelCompression.run(
            bench.model(base),
            plan,
            bench.place("compressed"),
            bench.validation().images(),
            0,
            DetectorOptions.defaults()
                .withThreads(session.threads())
                .withPrecision(session.precision().resolve()),
            OptionalInt.empty(),
            bench::say);
    Comparison comparison = outcome.comparison().orElseThrow();
    Map<Measure, Double> figures = new EnumMap<>(Measure.class);
    figures.put(Measure.MAP50, comparison.before().map50());
    figures.put(Measure.COMPRESSED_MAP50, comparison.after().map50());
    figures.put(Measure.HEAD_MILLIS, outcome.head().beforeMillis());
    figures.put(Measure.COMPRESSED_HEAD_MILLIS, outcome.head().afterMillis());
    return figures;
  }
}
