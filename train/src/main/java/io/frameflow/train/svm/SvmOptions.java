package io.frameflow.train.svm;

/**
 * How the classifiers are trained; the defaults are those of R-CNN as published (Girshick et al.
 * 2014, section 2.3 and appendix B, and their program).
 *
 * @param cost C of a misjudged example
 * @param positiveWeight a positive example counts as so many
 * @param bias value of the constant feature; large, so that its weight is hardly held back
 * @param norm mean length that the features are scaled to, for which the cost is chosen
 * @param negativeIou a region that overlaps all objects of a class by less is a negative of it
 * @param hardMargin a negative above this is worth learning from
 * @param easyMargin a learned negative below this is dropped
 * @param retrainAfter new negatives of a class after which it is trained again
 * @param memoryMegabytes most memory of all examples together, and so the number of them that a
 *     class can keep
 * @param seed of the solver's order and of the choice among too many positives
 */
public record SvmOptions(
    double cost,
    double positiveWeight,
    double bias,
    double norm,
    float negativeIou,
    float hardMargin,
    float easyMargin,
    int retrainAfter,
    int memoryMegabytes,
    long seed) {

  /**
   * @throws IllegalArgumentException naming the number that is out of range
   */
  public SvmOptions {
    require(cost > 0, "cost", cost);
    require(positiveWeight > 0, "positiveWeight", positiveWeight);
    require(bias > 0, "bias", bias);
    require(norm > 0, "norm", norm);
    require(negativeIou > 0 && negativeIou <= 1, "negativeIou", negativeIou);
    require(hardMargin < 1, "hardMargin", hardMargin);
    require(easyMargin <= hardMargin, "easyMargin", easyMargin);
    require(retrainAfter >= 1, "retrainAfter", retrainAfter);
    require(memoryMegabytes >= 1, "memoryMegabytes", memoryMegabytes);
  }

  /** As published, with examples of at most 400 MB. */
  public static SvmOptions defaults() {
    return new SvmOptions(.001, 2, 10, 20, .3f, -1, -1.2f, 2000, 400, 1);
  }

  public SvmOptions withMemoryMegabytes(int most) {
    return new SvmOptions(
        cost,
        positiveWeight,
        bias,
        norm,
        negativeIou,
        hardMargin,
        easyMargin,
        retrainAfter,
        most,
        seed);
  }

  public SvmOptions withSeed(long other) {
    return new SvmOptions(
        cost,
        positiveWeight,
        bias,
        norm,
        negativeIou,
        hardMargin,
        easyMargin,
        retrainAfter,
        memoryMegabytes,
        other);
  }

  /**
   * Examples that a class can keep, positives and negatives together.
   *
   * @param features numbers of an example
   */
  int examplesPerClass(int classes, int features) {
    // Four bytes a number for every class, and an object a number for the class being trained.
    long bytesPerExample = (long) features * (4L * classes + LinearSolver.BYTES_PER_NUMBER);
    return (int)
        Math.max(2, Math.min(Integer.MAX_VALUE, (memoryMegabytes * 1_000_000L) / bytesPerExample));
  }

  private static void require(boolean holds, String name, double value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is out of range: " + value);
    }
  }
}
