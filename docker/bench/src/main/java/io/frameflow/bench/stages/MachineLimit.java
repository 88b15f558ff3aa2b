package io.frameflow.bench.stages;

import io.frameflow.detector.Precision;
import io.frameflow.detector.Processor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The machine's best matrix product, in each number format that its processor multiplies. It runs
 * in turns with everything whose share of it is told.
 */
public final class MachineLimit {

  private static final List<Integer> SIDES = List.of(512, 1024, 2048);

  private final int threads;
  private final Map<Precision, Integer> bestSides = new LinkedHashMap<>();

  private MachineLimit(int threads) {
    this.threads = threads;
  }

  /** Tries sizes out. */
  public static MachineLimit find(int threads) {
    MachineLimit limit = new MachineLimit(threads);
    for (Precision precision : precisions()) {
      limit.bestSides.put(precision, MatrixProduct.bestSide(SIDES, precision, threads));
    }
    return limit;
  }

  /** The formats that this processor has instructions for. */
  public static List<Precision> precisions() {
    return precisions(Processor.here());
  }

  static List<Precision> precisions(Processor processor) {
    return processor.multipliesBfloat16()
        ? List.of(Precision.FP32, Precision.BF16)
        : List.of(Precision.FP32);
  }

  /** The stage that shows all sizes. */
  public Stage stage() {
    Stage stage = new Stage("matrix", "a product of two square matrices", 1);
    bestSides.keySet().forEach(precision -> MatrixProduct.addTo(stage, SIDES, precision, threads));
    return stage;
  }

  /** Puts the best of each format into another stage. */
  public void addTo(Stage stage) {
    bestSides.forEach(
        (precision, side) -> MatrixProduct.addTo(stage, List.of(side), precision, threads));
  }
}
