package io.frameflow.train.solver;

import io.frameflow.train.network.RoiCells;
import io.frameflow.train.network.Tap;
import io.frameflow.train.sampling.MiniBatch;
import java.util.List;

/**
 * A mini-batch with the cells of its RoIs.
 *
 * @param cells per tap
 */
public record PreparedBatch(MiniBatch batch, List<RoiCells> cells) {

  /**
   * Computes the cells.
   *
   * @throws IllegalArgumentException if the batch has no RoI
   */
  public static PreparedBatch of(MiniBatch batch, List<Tap> taps) {
    Settings.require(batch.roiCount() > 0, "a mini-batch without RoIs cannot be trained on");
    return new PreparedBatch(
        batch,
        taps.stream()
            .map(
                tap ->
                    RoiCells.of(
                        tap,
                        batch.rois(),
                        cellCount(batch.height(), tap),
                        cellCount(batch.width(), tap)))
            .toList());
  }

  /** Cells along one side: every halving by SAME padding rounds up. */
  private static int cellCount(int pixels, Tap tap) {
    return (pixels + tap.stride() - 1) / tap.stride();
  }
}
