package io.frameflow.train.svm;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Finds the classifier of one class with liblinear: hinge loss, squared weights held small. */
final class LinearSolver {

  /** What liblinear's form of an example takes for every number that is not zero. */
  static final int BYTES_PER_NUMBER = 28;

  /** Precision at which liblinear stops, as R-CNN had it. */
  private static final double PRECISION = .1;

  private static final int POSITIVE = 1;
  private static final int NEGATIVE = -1;

  private LinearSolver() {}

  /**
   * Solves for one class.
   *
   * @param positives features of regions that show it, at least one
   * @param negatives features of regions that do not, at least one
   * @param scale brings features to the length that the options speak of
   * @return for features as they are, without that scale
   */
  static LinearSvms.ClassSvm solve(
      String label,
      List<float[]> positives,
      List<float[]> negatives,
      double scale,
      SvmOptions options) {
    Linear.disableDebugOutput();
    int size = positives.get(0).length;
    Problem problem = new Problem();
    problem.l = positives.size() + negatives.size();
    problem.n = size + 1;
    problem.bias = options.bias();
    problem.x = new Feature[problem.l][];
    problem.y = new double[problem.l];
    // The first label decides what the sign means.
    for (int i = 0; i < problem.l; i++) {
      boolean positive = i < positives.size();
      float[] features = positive ? positives.get(i) : negatives.get(i - positives.size());
      problem.x[i] = nodes(features, scale, options.bias());
      problem.y[i] = positive ? POSITIVE : NEGATIVE;
    }
    Parameter parameter = new Parameter(SolverType.L2R_L1LOSS_SVC_DUAL, options.cost(), PRECISION);
    parameter.setWeights(
        new double[] {options.positiveWeight(), 1}, new int[] {POSITIVE, NEGATIVE});
    parameter.setRandom(new Random(options.seed()));
    Model model = Linear.train(problem, parameter);
    double[] solved = model.getFeatureWeights();
    float[] weights = new float[size];
    for (int i = 0; i < size; i++) {
      weights[i] = (float) (solved[i] * scale);
    }
    return new LinearSvms.ClassSvm(label, (float) (solved[size] * options.bias()), weights);
  }

  /** Without zeros, of which rectified features have many; the last one is the constant. */
  private static Feature[] nodes(float[] features, double scale, double bias) {
    Feature[] nodes = new Feature[features.length + 1];
    int count = 0;
    for (int i = 0; i < features.length; i++) {
      if (features[i] != 0) {
        nodes[count++] = new FeatureNode(i + 1, features[i] * scale);
      }
    }
    nodes[count++] = new FeatureNode(features.length + 1, bias);
    return Arrays.copyOf(nodes, count);
  }
}
