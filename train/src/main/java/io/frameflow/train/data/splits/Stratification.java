package io.frameflow.train.data.splits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Deals groups of images out to parts so that each gets its share of the objects of every class and
 * of the images: the rarest class first, each group to the part that lacks most of its share of
 * that class and of the images (after Sechidis, Tsoumakas, Vlahavas: On the Stratification of
 * Multi-label Data, 2011, with groups in place of examples). A class that two groups or more show
 * comes into two parts at least.
 */
final class Stratification {
  private final List<ImageGroup> groups;
  private final double[] shares;
  private final int totalImages;
  private final Map<Integer, Integer> totalObjects = new HashMap<>();
  private final int[] partOf;
  private final double[] wantedImages;
  private final List<Map<Integer, Double>> wantedObjects = new ArrayList<>();
  private final List<Set<Integer>> present = new ArrayList<>();

  private Stratification(List<ImageGroup> groups, double[] shares) {
    this.groups = groups;
    this.partOf = new int[groups.size()];
    Arrays.fill(partOf, -1);
    this.shares = shares.clone();
    this.totalImages = groups.stream().mapToInt(ImageGroup::images).sum();
    this.wantedImages = Arrays.stream(shares).map(share -> share * totalImages).toArray();
    groups.forEach(
        g -> g.objectsPerClass().forEach((c, n) -> totalObjects.merge(c, n, Integer::sum)));
    for (double share : shares) {
      Map<Integer, Double> wanted = new HashMap<>();
      totalObjects.forEach((c, n) -> wanted.put(c, share * n));
      wantedObjects.add(wanted);
      present.add(new HashSet<>());
    }
  }

  /**
   * The part of each group, 0..P-1.
   *
   * @param shares of the P parts, together 1
   * @param seed decides between groups that are alike
   */
  static int[] of(List<ImageGroup> groups, double[] shares, long seed) {
    Stratification stratification = new Stratification(groups, shares);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    stratification.deal(order);
    return stratification.partOf;
  }

  private void deal(List<Integer> order) {
    List<Integer> left = order;
    while (!left.isEmpty()) {
      int rarest = rarestClass(left);
      List<Integer> showing =
          new ArrayList<>(left.stream().filter(g -> groups.get(g).objects(rarest) > 0).toList());
      if (showing.isEmpty()) {
        showing.addAll(left);
      }
      showing.sort(
          Comparator.<Integer>comparingInt(g -> groups.get(g).objects(rarest))
              .thenComparingInt(g -> groups.get(g).images())
              .reversed());
      for (int i = 0; i < showing.size(); i++) {
        give(showing.get(i), part(rarest, i == showing.size() - 1));
      }
      left = left.stream().filter(g -> partOf[g] < 0).toList();
    }
  }

  /** The class with the fewest objects that are left, or 0, which is none. */
  private int rarestClass(List<Integer> left) {
    Map<Integer, Integer> remaining = new HashMap<>();
    left.forEach(
        g ->
            groups.get(g).objectsPerClass().forEach((c, n) -> remaining.merge(c, n, Integer::sum)));
    return remaining.entrySet().stream()
        .min(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .orElse(0);
  }

  private int part(int classId, boolean lastOfItsClass) {
    long having = present.stream().filter(p -> p.contains(classId)).count();
    boolean mustSpread = lastOfItsClass && having == 1;
    int best = -1;
    for (int part = 0; part < wantedImages.length; part++) {
      if (mustSpread && present.get(part).contains(classId)) {
        continue;
      }
      if (best < 0 || wantsMore(part, best, classId)) {
        best = part;
      }
    }
    return best;
  }

  private boolean wantsMore(int part, int other, int classId) {
    double needed = need(part, classId);
    double otherNeeded = need(other, classId);
    return needed > otherNeeded || (needed == otherNeeded && shares[part] > shares[other]);
  }

  /**
   * The part of its objects of a class, and of its images, that a part still lacks. Relative to its
   * share: counted in objects, a large part would take all the crowded images first.
   */
  private double need(int part, int classId) {
    double images = wantedImages[part] / (shares[part] * totalImages);
    double all = totalObjects.getOrDefault(classId, 0);
    return all == 0 ? images : images + wantedObjects.get(part).get(classId) / (shares[part] * all);
  }

  private void give(int group, int part) {
    partOf[group] = part;
    wantedImages[part] -= groups.get(group).images();
    groups
        .get(group)
        .objectsPerClass()
        .forEach(
            (c, n) -> {
              wantedObjects.get(part).merge(c, (double) -n, Double::sum);
              present.get(part).add(c);
            });
  }
}
