package io.frameflow.train.data.splits;

import io.frameflow.detector.images.Image;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.DataSetException;
import io.frameflow.train.data.DecodedImages;
import io.frameflow.train.data.ParallelDecoding;
import io.frameflow.train.progress.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which images go to which new split.
 *
 * @param groups of images that stay together, single images included
 * @param largestGroup images of the largest
 * @param together images that are in a group with another one
 * @param parts by name
 */
public record SplitPlan(int groups, int largestGroup, int together, Map<String, Part> parts) {

  /**
   * One new split.
   *
   * @param ids in the order of the data set
   * @param objectsPerClass in the order of the class ids, from 1
   */
  public record Part(Set<String> ids, List<Integer> objectsPerClass) {}

  private record Hashes(PerceptualHash own, PerceptualHash mirrored) {}

  /**
   * Looks at every image and deals them out.
   *
   * @param shares of the new splits by name, together 1
   * @param threshold bits in which near-duplicates may differ
   * @param seed the same seed, images and settings give the same plan
   * @throws DataSetException where an image cannot be decoded; the message names it
   */
  public static SplitPlan of(
      DataSet data,
      Map<String, Double> shares,
      int threshold,
      long seed,
      ParallelDecoding decoding,
      Progress progress)
      throws DataSetException {
    int[] groupOf = groups(data.images(), threshold, decoding, progress);
    List<ImageGroup> groups = new ArrayList<>();
    for (int i = 0; i < groupOf.length; i++) {
      if (groupOf[i] == groups.size()) {
        groups.add(new ImageGroup());
      }
      groups.get(groupOf[i]).add(data.images().get(i));
    }
    double[] parts = shares.values().stream().mapToDouble(Double::doubleValue).toArray();
    int[] partOf = Stratification.of(groups, parts, seed);
    Map<String, Part> planned = new LinkedHashMap<>();
    int part = 0;
    for (String name : shares.keySet()) {
      planned.put(name, part(data, groupOf, partOf, part++));
    }
    int largest = groups.stream().mapToInt(ImageGroup::images).max().orElse(0);
    int together = groups.stream().mapToInt(ImageGroup::images).filter(images -> images > 1).sum();
    return new SplitPlan(groups.size(), largest, together, planned);
  }

  private static int[] groups(
      List<AnnotatedImage> images, int threshold, ParallelDecoding decoding, Progress progress)
      throws DataSetException {
    NearDuplicates duplicates = new NearDuplicates(threshold);
    for (int from = 0; from < images.size(); from += decoding.batch()) {
      List<AnnotatedImage> some =
          images.subList(from, Math.min(images.size(), from + decoding.batch()));
      List<Hashes> found =
          decoding.of(
              some,
              (image, decoder) -> {
                Image pixels = DecodedImages.read(image, decoder);
                return new Hashes(PerceptualHash.of(pixels), PerceptualHash.ofMirrored(pixels));
              });
      for (Hashes hashes : found) {
        duplicates.add(hashes.own(), hashes.mirrored());
        progress.step();
      }
    }
    return duplicates.groups();
  }

  private static Part part(DataSet data, int[] groupOf, int[] partOf, int part) {
    Set<String> ids = new LinkedHashSet<>();
    ImageGroup all = new ImageGroup();
    for (int i = 0; i < groupOf.length; i++) {
      if (partOf[groupOf[i]] == part) {
        AnnotatedImage image = data.images().get(i);
        ids.add(image.id());
        all.add(image);
      }
    }
    List<Integer> objects = new ArrayList<>();
    for (int classId = 1; classId <= data.labels().size(); classId++) {
      objects.add(all.objects(classId));
    }
    return new Part(ids, objects);
  }
}
