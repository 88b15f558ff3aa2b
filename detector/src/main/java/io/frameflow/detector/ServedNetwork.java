package io.frameflow.detector;

import io.frameflow.detector.PrecisionChoice.Reason;
import io.frameflow.detector.models.FrozenGraph;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.models.ModelPackageException;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;

/**
 * A network loaded in the number format that suits it here.
 *
 * @param choice the format, and why
 */
record ServedNetwork(Network network, PrecisionChoice choice) {

  /**
   * Loads a checked package's network. With {@link Precision#AUTO} it may be loaded in both formats
   * for a moment, until the slower one is closed.
   *
   * @param regions as many as the detector will ask the network about
   * @param workers pool regions; they stay the caller's to close
   * @throws ModelPackageException if TensorFlow does not take it
   */
  static ServedNetwork load(
      ModelPackage model, int threads, Precision wanted, int regions, Workers workers)
      throws ModelPackageException {
    PrecisionChoice untried = withoutTrial(model, wanted);
    if (untried != null) {
      return new ServedNetwork(Network.load(model, threads, untried.precision(), workers), untried);
    }
    Network fp32 = Network.load(model, threads, Precision.FP32, workers);
    Network bf16 = null;
    ServedNetwork served = null;
    try {
      bf16 = Network.load(model, threads, Precision.BF16, workers);
      PrecisionChoice choice = tried(fp32, bf16, new PrecisionTrial(model.manifest(), regions));
      served = new ServedNetwork(choice.precision() == Precision.BF16 ? bf16 : fp32, choice);
      return served;
    } finally {
      closeUnlessServed(fp32, served);
      closeUnlessServed(bf16, served);
    }
  }

  /** The choice that needs no trial, or null. */
  private static PrecisionChoice withoutTrial(ModelPackage model, Precision wanted)
      throws ModelPackageException {
    if (wanted != Precision.AUTO) {
      return PrecisionChoice.untried(wanted, Reason.REQUESTED);
    }
    if (TensorFlowRuntime.onGpu()) {
      return PrecisionChoice.untried(Precision.FP32, Reason.ON_A_GPU);
    }
    if (!Processor.here().multipliesBfloat16()) {
      return PrecisionChoice.untried(Precision.FP32, Reason.NOT_IN_HARDWARE);
    }
    if (!FrozenGraph.multipliesMatrices(model.directory().resolve(FrozenGraph.PATH))) {
      return PrecisionChoice.untried(Precision.FP32, Reason.NO_MATRIX_PRODUCTS);
    }
    return null;
  }

  static PrecisionChoice tried(Network fp32, Network bf16, PrecisionTrial trial) {
    try {
      return PrecisionChoice.of(trial.run(fp32, bf16));
    } catch (DetectionException e) {
      // a model that is broken in fp32 too shows that when the detector tries it out
      return PrecisionChoice.untried(Precision.FP32, Reason.BF16_FAILS);
    }
  }

  private static void closeUnlessServed(Network network, ServedNetwork served) {
    if (network != null && (served == null || served.network() != network)) {
      network.close();
    }
  }
}
