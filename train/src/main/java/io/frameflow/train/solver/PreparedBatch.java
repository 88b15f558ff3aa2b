package io.frameflow.train.solver;

import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.RoiCells;
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
  public static PreparedBatch of(MiniBatch batch, DetectorNetwork network) {
    Settings.require(batch.roiCount() > 0, "a mini-batch without RoIs cannot be trained on");
    return new PreparedBatch(
        batch,
        network.taps().stream()
            .map(
                tap ->
                    RoiCells.of(
                        tap,
                        batch.rois(),
                        network.cells(tap, batch.height()),
                        network.cells(tap, batch.width())))
            .toList());
  }
}
