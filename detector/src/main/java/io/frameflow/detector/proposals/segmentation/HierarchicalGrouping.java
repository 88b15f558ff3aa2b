package io.frameflow.detector.proposals.segmentation;

/**
 * Merges the two most similar neighbours, again and again, until one region is left (Uijlings et
 * al., algorithm 1). Every region on the way is a place where an object may be.
 */
final class HierarchicalGrouping {

  private HierarchicalGrouping() {}

  /**
   * Groups regions.
   *
   * @param regions at least one; gets the merged ones added
   * @param neighbours of the regions; used up
   * @return {@code [4n]}: the boxes of all regions, the initial ones first, the whole image last
   */
  static int[] boxes(Regions regions, Neighbours neighbours, Similarity similarity) {
    PairQueue queue = new PairQueue();
    for (int a = 0; a < regions.size(); a++) {
      for (int i = 0; i < neighbours.count(a); i++) {
        int b = neighbours.of(a)[i];
        if (a < b) {
          queue.add(similarity.of(regions, a, b), a, b);
        }
      }
    }
    for (int pair = queue.poll(); pair >= 0; pair = queue.poll()) {
      int a = queue.first(pair);
      int b = queue.second(pair);
      if (!neighbours.isMerged(a) && !neighbours.isMerged(b)) {
        int union = regions.merge(a, b);
        neighbours.merge(a, b, union);
        for (int i = 0; i < neighbours.count(union); i++) {
          int other = neighbours.of(union)[i];
          queue.add(similarity.of(regions, union, other), union, other);
        }
      }
    }
    return regions.boxes();
  }
}
