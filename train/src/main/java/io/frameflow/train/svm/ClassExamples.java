package io.frameflow.train.svm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What one class is learned from, and what has been learned: all its positives and the hard
 * negatives found so far, both up to a bound.
 */
final class ClassExamples {
  private final String label;
  private final SvmOptions options;
  private final int mostPositives;
  private final int mostNegatives;
  private final Random random;
  private final List<float[]> positives = new ArrayList<>();
  private final List<float[]> negatives = new ArrayList<>();
  private long positivesSeen;
  private int newNegatives;
  private LinearSvms.ClassSvm svm;

  /**
   * @param features numbers of an example
   * @param most examples to keep, of which half may be positives
   */
  ClassExamples(String label, int features, int most, SvmOptions options) {
    this.label = label;
    this.options = options;
    this.mostPositives = Math.max(1, most / 2);
    this.mostNegatives = Math.max(1, most - mostPositives);
    this.random = new Random(options.seed());
    // A margin of 0 for everything: the first negatives are all taken.
    this.svm = new LinearSvms.ClassSvm(label, 0, new float[features]);
  }

  /** Keeps a positive; of more than fit, each with the same probability. */
  void addPositive(float[] features) {
    positivesSeen++;
    if (positives.size() < mostPositives) {
      positives.add(features);
    } else {
      long place = (long) (random.nextDouble() * positivesSeen);
      if (place < mostPositives) {
        positives.set((int) place, features);
      }
    }
  }

  int positives() {
    return positives.size();
  }

  int negatives() {
    return negatives.size();
  }

  /**
   * Keeps a negative if it is hard.
   *
   * @param rows features of all regions of an image, {@code [R, D]}
   * @param row of the negative in it
   */
  void mine(float[] rows, int row) {
    int size = svm.weights().length;
    if (svm.margin(rows, row * size) > options.hardMargin() && negatives.size() < mostNegatives) {
      negatives.add(Arrays.copyOfRange(rows, row * size, (row + 1) * size));
      newNegatives++;
    }
  }

  /** Whether there are enough new negatives to train again, or no more fit. */
  boolean due() {
    return newNegatives >= options.retrainAfter()
        || (newNegatives > 0 && negatives.size() >= mostNegatives);
  }

  /**
   * Trains on all examples and drops the negatives that have become easy; of a full store, also the
   * easiest quarter, so that it can take new ones.
   */
  void train(double scale) {
    newNegatives = 0;
    if (positives.isEmpty()) {
      // Never a detection: no region is above the floor.
      svm = new LinearSvms.ClassSvm(label, LinearSvms.FLOOR, svm.weights());
    } else if (!negatives.isEmpty()) {
      svm = LinearSolver.solve(label, positives, negatives, scale, options);
    }
    negatives.removeIf(features -> svm.margin(features, 0) < options.easyMargin());
    if (negatives.size() >= mostNegatives) {
      negatives.sort(Comparator.comparing(features -> -svm.margin(features, 0)));
      int kept = Math.max(1, mostNegatives - mostNegatives / 4);
      negatives.subList(kept, negatives.size()).clear();
    }
  }

  LinearSvms.ClassSvm svm() {
    return svm;
  }
}
