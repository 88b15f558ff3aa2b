package io.frameflow.detector.proposals.segmentation;

import io.frameflow.detector.images.Image;
import java.util.ArrayList;
import java.util.List;

/**
 * A set of hierarchies whose boxes are taken together: every colour space with every {@code k} with
 * every similarity.
 *
 * @param colourSpaces in which to segment and compare
 * @param ks preferences of the first segmentation for large regions; also its smallest region, in
 *     pixels, as in the authors' program
 * @param similarities measures to merge by
 */
public record Strategy(
    List<ColourSpace> colourSpaces, List<Integer> ks, List<Similarity> similarities) {

  public Strategy {
    colourSpaces = List.copyOf(colourSpaces);
    ks = List.copyOf(ks);
    similarities = List.copyOf(similarities);
  }

  /**
   * Runs all hierarchies over an image.
   *
   * @return per hierarchy {@code [4n]} boxes in the image's pixels, the smallest regions first, the
   *     whole image last
   */
  public List<int[]> hierarchies(Image image) {
    List<int[]> all = new ArrayList<>();
    for (ColourSpace space : colourSpaces) {
      Planes planes = space.of(image);
      Texture texture = new Texture(planes);
      GraphSegmentation graph = new GraphSegmentation(planes);
      for (int k : ks) {
        Segmentation segmentation = graph.segment(k, k);
        Regions regions = Regions.of(segmentation, planes, texture);
        Neighbours neighbours = new Neighbours(segmentation);
        for (Similarity similarity : similarities) {
          all.add(HierarchicalGrouping.boxes(regions.fresh(), neighbours.fresh(), similarity));
        }
      }
    }
    return all;
  }
}
