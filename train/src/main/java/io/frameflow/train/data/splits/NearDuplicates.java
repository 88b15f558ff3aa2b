package io.frameflow.train.data.splits;

import java.util.Arrays;

/**
 * Groups images that look alike. Two are near-duplicates where their hashes, or the hash of one and
 * that of the other's mirror image, differ in at most {@code threshold} bits; groups are closed
 * under that ("union-find"), as neighbouring frames of a video form chains.
 *
 * <p>Pairs are found by cutting hashes into {@code threshold + 1} bands: two hashes that differ in
 * no more bits than {@code threshold} agree wholly in one band at least. Thus only images with an
 * equal band are compared, not all with all. Takes 64 bytes an image.
 */
public final class NearDuplicates {
  private final int threshold;
  private long[] across = new long[1024];
  private long[] down = new long[1024];
  private int hashes;

  /**
   * @param threshold bits, 0..32; 0 groups equal hashes only
   */
  public NearDuplicates(int threshold) {
    if (threshold < 0 || threshold > PerceptualHash.BITS / 4) {
      throw new IllegalArgumentException(
          "near-duplicates within %d bits; use 0 to %d"
              .formatted(threshold, PerceptualHash.BITS / 4));
    }
    this.threshold = threshold;
  }

  /** The next image, by its own hash and that of its mirror image. */
  public void add(PerceptualHash hash, PerceptualHash mirrored) {
    if (hashes == across.length) {
      across = Arrays.copyOf(across, 2 * hashes);
      down = Arrays.copyOf(down, 2 * hashes);
    }
    // An even place holds an image, the odd one after it its mirror image.
    put(hash);
    put(mirrored);
  }

  private void put(PerceptualHash hash) {
    across[hashes] = hash.across();
    down[hashes] = hash.down();
    hashes++;
  }

  /**
   * The group of each image in the order of adding: numbers from 0, counted by first appearance.
   */
  public int[] groups() {
    DisjointSets sets = new DisjointSets(hashes / 2);
    for (int band = 0; band <= threshold; band++) {
      int from = band * PerceptualHash.BITS / (threshold + 1);
      int to = (band + 1) * PerceptualHash.BITS / (threshold + 1);
      joinWithin(sets, from, to);
    }
    return sets.numbered();
  }

  private void joinWithin(DisjointSets sets, int from, int to) {
    Integer[] order = new Integer[hashes];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (a, b) -> {
          int byAcross = Long.compareUnsigned(bits(across, a, from, to), bits(across, b, from, to));
          return byAcross != 0
              ? byAcross
              : Long.compareUnsigned(
                  bits(down, a, from - Long.SIZE, to - Long.SIZE),
                  bits(down, b, from - Long.SIZE, to - Long.SIZE));
        });
    for (int start = 0; start < hashes; ) {
      int end = start + 1;
      while (end < hashes && agree(order[start], order[end], from, to)) {
        end++;
      }
      for (int i = start; i < end; i++) {
        for (int j = i + 1; j < end; j++) {
          joinIfAlike(sets, order[i], order[j]);
        }
      }
      start = end;
    }
  }

  private boolean agree(int a, int b, int from, int to) {
    return bits(across, a, from, to) == bits(across, b, from, to)
        && bits(down, a, from - Long.SIZE, to - Long.SIZE)
            == bits(down, b, from - Long.SIZE, to - Long.SIZE);
  }

  private void joinIfAlike(DisjointSets sets, int a, int b) {
    boolean bothMirrored = (a & b & 1) == 1;
    if (!bothMirrored
        && Long.bitCount(across[a] ^ across[b]) + Long.bitCount(down[a] ^ down[b]) <= threshold) {
      sets.join(a / 2, b / 2);
    }
  }

  /** The bits from..to-1 of one word, counted from its lowest; those outside of it are none. */
  private static long bits(long[] words, int at, int from, int to) {
    int low = Math.max(0, from);
    int high = Math.min(Long.SIZE, to);
    if (low >= high) {
      return 0;
    }
    return words[at] << (Long.SIZE - high) >>> (Long.SIZE - high + low);
  }
}
