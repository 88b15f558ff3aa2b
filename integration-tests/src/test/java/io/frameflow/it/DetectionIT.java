package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.connectors.cameras.Camera;
import io.frameflow.connectors.push.PushOptions;
import io.frameflow.connectors.push.PushSession;
import io.frameflow.connectors.simulation.SimulatedCamera;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.schemas.Detection;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.Outcome;
import io.frameflow.schemas.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Frames in, detections out: over a real broker, a real registry and Flink. */
class DetectionIT {

  private static final int FRAMES = 30;

  private static PipelineUnderTest pipeline;
  private static ModelPackage model;
  private static Published published;

  @BeforeAll
  static void pushTwoCamerasThroughTheJob() throws Exception {
    pipeline = PipelineUnderTest.start();
    model = ModelPackage.open(PipelineUnderTest.defaultModel());
    DetectionJob job = PipelineUnderTest.run(pipeline.options(model.directory()).build());
    List<Camera> cameras =
        List.of(
            new SimulatedCamera("north", 4711, 640, 480, 5, FRAMES),
            new SimulatedCamera("south", 4712, 320, 240, 5, FRAMES));
    try (PushSession push =
        PushSession.start(
            pipeline.access(), cameras, PushOptions.defaults(line -> {}).withRate(0))) {
      push.await(Duration.ofMinutes(1));
      assertThat(push.finish().frames()).isEqualTo(2 * FRAMES);
    }
    published = Published.read(pipeline.access(), 2 * FRAMES);
    job.cancel();
  }

  @AfterAll
  static void stop() throws Exception {
    pipeline.close();
  }

  @Test
  void everyFrameHasExactlyOneEventWithItsPlaceInKafka() {
    assertThat(published.deadLetters()).isEmpty();
    assertThat(published.events()).hasSize(2 * FRAMES);
    assertThat(published.events())
        .extracting(e -> e.getSource().getPartition() + ":" + e.getSource().getOffset())
        .doesNotHaveDuplicates();
    assertThat(published.events())
        .allSatisfy(
            e -> {
              assertThat(e.getSource().getTopic())
                  .isEqualTo(Topics.FRAMES.name(Topics.DEFAULT_PREFIX));
              assertThat(e.getOutcome()).isEqualTo(Outcome.DETECTED);
              assertThat(e.getModel().getSha256()).isEqualTo(model.sha256());
              assertThat(e.getModel().getName()).isEqualTo("streets");
              assertThat(e.getDetectedAt()).isAfterOrEqualTo(e.getCapturedAt());
            });
  }

  @Test
  void eventsOfACameraKeepItsOrder() {
    Map<String, List<Long>> sequences =
        published.events().stream()
            .collect(
                Collectors.groupingBy(
                    FrameDetections::getCameraId,
                    Collectors.mapping(FrameDetections::getSequence, Collectors.toList())));
    List<Long> inOrder = IntStream.range(0, FRAMES).mapToObj(Long::valueOf).toList();
    assertThat(sequences).containsOnly(Map.entry("north", inOrder), Map.entry("south", inOrder));
  }

  @Test
  void sizesAndBoxesAreInPixelsOfTheOriginalImage() {
    for (FrameDetections e : published.events()) {
      int width = e.getCameraId().equals("north") ? 640 : 320;
      assertThat(e.getImageWidth()).isEqualTo(width);
      assertThat(e.getImageHeight()).isEqualTo(width * 3 / 4);
      for (Detection d : e.getDetections()) {
        assertThat(d.getBox().getX1()).isGreaterThanOrEqualTo(0).isLessThan(d.getBox().getX2());
        assertThat(d.getBox().getY1()).isGreaterThanOrEqualTo(0).isLessThan(d.getBox().getY2());
        assertThat(d.getBox().getX2()).isLessThanOrEqualTo(e.getImageWidth());
        assertThat(d.getBox().getY2()).isLessThanOrEqualTo(e.getImageHeight());
      }
    }
  }

  @Test
  void probabilitiesAreASoftmaxAndTheScoreIsAtMostItsClasss() {
    List<String> labels = model.manifest().labels();
    List<Detection> all =
        published.events().stream().flatMap(e -> e.getDetections().stream()).toList();
    assertThat(all).isNotEmpty();
    for (Detection d : all) {
      assertThat(d.getLabel()).isEqualTo(labels.get(d.getClassId() - 1));
      assertThat(d.getClassProbabilities()).hasSize(labels.size() + 1);
      double sum = d.getClassProbabilities().stream().mapToDouble(Float::doubleValue).sum();
      assertThat(sum).isEqualTo(1, within(1e-2));
      // lower where few regions agree: the model's boxes vote
      assertThat(d.getScore())
          .isPositive()
          .isLessThanOrEqualTo(d.getClassProbabilities().get(d.getClassId()));
    }
  }

  @Test
  void theObjectsOfTheStreetAreFound() {
    double map = EventEvaluation.map50(published, "north", model.manifest().labels());
    assertThat(map).as("mAP@.5 of camera north").isGreaterThan(.7);
  }
}
