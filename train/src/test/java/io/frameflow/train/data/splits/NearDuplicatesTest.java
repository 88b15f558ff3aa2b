package io.frameflow.train.data.splits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NearDuplicatesTest {

  static IntStream seeds() {
    return IntStream.range(0, 30);
  }

  /** What the bands find must be what comparing all with all finds. */
  @ParameterizedTest
  @MethodSource("seeds")
  void groupsAreThoseOfComparingAllWithAll(int seed) {
    Random random = new Random(seed);
    int threshold = random.nextInt(33);
    List<PerceptualHash> own = new ArrayList<>();
    List<PerceptualHash> mirrored = new ArrayList<>();
    NearDuplicates duplicates = new NearDuplicates(threshold);
    for (int i = 0; i < 200; i++) {
      own.add(hash(random, own, mirrored));
      mirrored.add(new PerceptualHash(random.nextLong(), random.nextLong()));
      duplicates.add(own.get(i), mirrored.get(i));
    }

    assertThat(duplicates.groups())
        .as("seed %d, threshold %d", seed, threshold)
        .isEqualTo(allWithAll(own, mirrored, threshold));
  }

  /** Anything, or an earlier image or its mirror image with some bits changed. */
  private static PerceptualHash hash(
      Random random, List<PerceptualHash> own, List<PerceptualHash> mirrored) {
    if (own.isEmpty() || random.nextBoolean()) {
      return new PerceptualHash(random.nextLong(), random.nextLong());
    }
    List<PerceptualHash> source = random.nextBoolean() ? own : mirrored;
    PerceptualHash hash = source.get(random.nextInt(source.size()));
    long across = hash.across();
    long down = hash.down();
    int flips = random.nextInt(40);
    int start = random.nextInt(128);
    boolean spread = random.nextBoolean();
    for (int flip = 0; flip < flips; flip++) {
      // spread evenly, they leave as few bands as possible as they were
      int bit = spread ? (start + flip * 128 / flips) % 128 : random.nextInt(128);
      across ^= bit < 64 ? 1L << bit : 0;
      down ^= bit < 64 ? 0 : 1L << (bit - 64);
    }
    return new PerceptualHash(across, down);
  }

  private static int[] allWithAll(
      List<PerceptualHash> own, List<PerceptualHash> mirrored, int threshold) {
    int[] group = IntStream.range(0, own.size()).toArray();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < group.length; i++) {
        for (int j = 0; j < group.length; j++) {
          boolean alike =
              own.get(i).distance(own.get(j)) <= threshold
                  || own.get(i).distance(mirrored.get(j)) <= threshold
                  || mirrored.get(i).distance(own.get(j)) <= threshold;
          if (alike && group[j] < group[i]) {
            group[i] = group[j];
            changed = true;
          }
        }
      }
    }
    int[] firsts = Arrays.stream(group).distinct().sorted().toArray();
    return Arrays.stream(group).map(g -> Arrays.binarySearch(firsts, g)).toArray();
  }
}
