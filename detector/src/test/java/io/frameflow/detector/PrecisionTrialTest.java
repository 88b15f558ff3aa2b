package io.frameflow.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.PrecisionChoice.Reason;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.models.ModelPackageWriter;
import io.frameflow.detector.proposals.FixedGrid;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.detector.testmodels.TestModels;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two networks whose answers are known stand in for one network in two number formats. */
class PrecisionTrialTest {

  private static final int REGIONS = 50;

  @TempDir static Path folder;
  private static final Workers WORKERS = new Workers(1);
  private static ModelPackage model;
  private static Network network;
  private static PrecisionTrial trial;

  @BeforeAll
  static void load() throws IOException {
    TensorFlowRuntime.load();
    model = TestModels.colours(folder.resolve("colours"));
    network = Network.load(model, 1, Precision.FP32, WORKERS);
    trial = new PrecisionTrial(model.manifest(), REGIONS);
  }

  @AfterAll
  static void close() {
    network.close();
    WORKERS.close();
  }

  @Test
  void equalNetworksAgreeAndTakeTime() {
    PrecisionMeasurement measured = trial.run(network, network);
    assertThat(measured.probabilityDifference()).isZero();
    assertThat(measured.deltaDifference()).isZero();
    assertThat(measured.fp32Nanos()).isPositive();
    assertThat(measured.bf16Nanos()).isPositive();
  }

  @Test
  void theLargestDifferenceIsTold() throws IOException {
    float[] deltas = new float[16];
    deltas[5] = -.25f;
    deltas[9] = .125f;
    ModelPackage shifted = TestModels.colours(folder.resolve("shifted"), deltas);
    try (Network other = Network.load(shifted, 1, Precision.FP32, WORKERS)) {
      PrecisionMeasurement measured = trial.run(network, other);
      assertThat(measured.deltaDifference()).isEqualTo(.25f);
      assertThat(measured.probabilityDifference()).isZero();
      assertThat(PrecisionChoice.of(measured).reason()).isEqualTo(Reason.OUTPUTS_DIFFER);
    }
  }

  @Test
  void aNetworkThatFailsIsNotTaken() throws IOException {
    ModelPackage nan =
        ModelPackageWriter.write(
            folder.resolve("nan"),
            TestModels.manifest(),
            draft -> TestModels.writeGraph(draft, new float[16], "nan"));
    try (Network broken = Network.load(nan, 1, Precision.FP32, WORKERS)) {
      PrecisionChoice choice = ServedNetwork.tried(network, broken, trial);
      assertThat(choice).isEqualTo(PrecisionChoice.untried(Precision.FP32, Reason.BF16_FAILS));
    }
  }

  @Test
  void whereThereIsNothingToChooseNothingIsTried() throws IOException {
    DetectorOptions options = DetectorOptions.defaults().withThreads(1);
    try (Detector own = Detector.load(model, new FixedGrid(), options)) {
      assertThat(own.precision().precision()).isEqualTo(Precision.FP32);
      assertThat(own.precision().measurement()).isEmpty();
      assertThat(own.precision().reason())
          .isIn(Reason.NO_MATRIX_PRODUCTS, Reason.NOT_IN_HARDWARE, Reason.ON_A_GPU);
    }
    try (Detector own =
        Detector.load(model, new FixedGrid(), options.withPrecision(Precision.BF16))) {
      assertThat(own.precision())
          .isEqualTo(PrecisionChoice.untried(Precision.BF16, Reason.REQUESTED));
    }
  }
}
