package io.frameflow.detector;

import java.util.List;

/**
 * What was found in one image.
 *
 * @param width of the original image, pixels
 * @param height of the original image, pixels
 * @param detections by falling score, possibly none
 * @param timings where the time went
 */
public record ImageDetections(int width, int height, List<Detection> detections, Timings timings) {

  public ImageDetections {
    detections = List.copyOf(detections);
  }
}
