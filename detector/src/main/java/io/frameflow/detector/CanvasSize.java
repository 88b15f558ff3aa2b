package io.frameflow.detector;

import io.frameflow.detector.images.Picture;
import io.frameflow.detector.models.ModelManifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an image needs of the canvas. Only images of one size share a call of the network: on a
 * larger canvas an image has a border of plain colour where it had none, and what lies at its edge
 * is scored differently. A single odd image in a batch must not do that to its neighbours.
 *
 * @param width pixels, a multiple of the network's stride
 * @param height pixels, likewise
 */
record CanvasSize(int width, int height) {

  private static CanvasSize of(Picture image, ModelManifest.Input input) {
    InputGeometry geometry = InputGeometry.of(image.fullWidth(), image.fullHeight(), input);
    return new CanvasSize(
        InputGeometry.roundUp(geometry.width(), input.strideMultiple()),
        InputGeometry.roundUp(geometry.height(), input.strideMultiple()));
  }

  /** The images' indices, together where their size is the same. */
  static Collection<List<Integer>> group(
      List<? extends Picture> images, ModelManifest.Input input) {
    Map<CanvasSize, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < images.size(); i++) {
      groups.computeIfAbsent(of(images.get(i), input), size -> new ArrayList<>()).add(i);
    }
    return groups.values();
  }
}
