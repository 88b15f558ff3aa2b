package io.frameflow.bench.stages;

import io.frameflow.detector.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The machine's best matrix product, in each number format that its processor multiplies. It runs
 * in turns with everything whose share of it is told.
 */
public final class MachineLimit {

  private static final List<Integer> SIDES = List.of(512, 1024, 2048);
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private final int threads;
  private final Map<Precision, Integer> bestSides = new LinkedHashMap<>();

  private MachineLimit(int threads) {
    this.threads = threads;
  }

  /** Tries sizes out. */
  public static MachineLimit find(int threads) throws IOException {
    MachineLimit limit = new MachineLimit(threads);
    for (Precision precision : precisions()) {
      limit.bestSides.put(precision, MatrixProduct.bestSide(SIDES, precision, threads));
    }
    return limit;
  }

  /** The formats that this processor has instructions for. */
  public static List<Precision> precisions() throws IOException {
    return precisions(Files.isReadable(CPU_INFO) ? Files.readString(CPU_INFO) : "");
  }

  static List<Precision> precisions(String cpuInfo) {
    List<Precision> formats = new ArrayList<>(List.of(Precision.FP32));
    if (cpuInfo.contains("amx_bf16") || cpuInfo.contains("avx512_bf16")) {
      formats.add(Precision.BF16);
    }
    return formats;
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
