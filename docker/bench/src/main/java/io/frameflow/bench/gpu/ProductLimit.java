package io.frameflow.bench.gpu;

import io.frameflow.bench.gpu.ResidentProduct.Format;
import io.frameflow.bench.stages.Stage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.exceptions.TensorFlowException;

/** The device's best matrix product in each number format that it multiplies. */
public final class ProductLimit {

  private static final List<Integer> LARGE = List.of(4096, 8192, 16384);
  private static final List<Integer> SMALL = List.of(256, 512);

  private final Settings settings;
  private final Map<Format, Integer> sides = new EnumMap<>(Format.class);
  private final Map<Format, String> failures = new EnumMap<>(Format.class);

  private ProductLimit(Settings settings) {
    this.settings = settings;
  }

  /**
   * Tries sizes out.
   *
   * @param gpu whether the device is a GPU
   * @param threads of the processor
   */
  public static ProductLimit find(boolean gpu, int threads) {
    ProductLimit limit = new ProductLimit(new Settings(threads));
    for (Format format : gpu ? List.of(Format.values()) : List.of(Format.FP32, Format.BF16)) {
      try {
        limit.sides.put(
            format, ResidentProduct.bestSide(gpu ? LARGE : SMALL, format, limit.settings.fp32()));
      } catch (TensorFlowException e) {
        limit.failures.put(format, String.valueOf(e.getMessage()));
      }
    }
    return limit;
  }

  /** Puts the best of each format into a stage. */
  void enter(Stage stage) {
    sides.forEach(
        (format, side) ->
            stage.invite(
                "matrix product %d^3".formatted(side),
                format.word(),
                open ->
                    open.add(
                        open.hold(new ResidentProduct(side, format, settings.fp32()))
                            .contender())));
    failures.forEach(
        (format, why) ->
            stage.invite(
                "matrix product",
                format.word(),
                open -> {
                  throw new IllegalArgumentException(why);
                }));
  }
}
