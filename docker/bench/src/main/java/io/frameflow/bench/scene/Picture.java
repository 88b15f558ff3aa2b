package io.frameflow.bench.scene;

import io.frameflow.detector.Batch;
import io.frameflow.detector.Canvas;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.models.ModelManifest;
import java.util.List;

/**
 * One frame at every step before the network.
 *
 * @param jpeg as it comes from Kafka
 * @param image decoded
 * @param proposals of the model's own method, in pixels of the image
 * @param canvas what the network gets to see
 * @param rois {@code [R, 5]}, the proposals in pixels of the canvas
 */
@SuppressWarnings("ArrayRecordComponent") // worked on, never compared
public record Picture(byte[] jpeg, Image image, Boxes proposals, Canvas canvas, float[] rois) {

  /** Numbers of an RoI: page, x1, y1, x2, y2. */
  public static final int ROI_SIZE = 5;

  static Picture of(byte[] jpeg, Image image, Boxes proposals, ModelManifest manifest) {
    Batch batch = Batch.of(List.of(image), List.of(proposals), manifest.input());
    Canvas canvas = new Canvas(manifest.pixelMeans());
    batch.paint(canvas);
    return new Picture(jpeg, image, batch.proposals(0), canvas, batch.rois());
  }

  /** R. */
  public int regions() {
    return rois.length / ROI_SIZE;
  }
}
