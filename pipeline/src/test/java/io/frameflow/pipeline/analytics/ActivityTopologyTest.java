package io.frameflow.pipeline.analytics;

import static io.frameflow.pipeline.analytics.Detected.dropped;
import static io.frameflow.pipeline.analytics.Detected.frame;
import static io.frameflow.pipeline.analytics.DrivenTopology.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.frameflow.schemas.CameraActivity;
import io.frameflow.schemas.FrameDetections;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActivityTopologyTest {
  private DrivenTopology topology;

  @BeforeEach
  void start() {
    topology = new DrivenTopology();
  }

  @AfterEach
  void stop() {
    topology.close();
  }

  @Test
  void aWindowCountsFramesDropsAndDetections() {
    topology.send(
        frame("gate", at(0), "car", "car", "person"),
        frame("gate", at(3)),
        dropped("gate", at(4)),
        frame("gate", at(5), "car"));
    assertThat(topology.published()).isEmpty();

    topology.send(frame("gate", at(15)));

    assertThat(topology.publishedRecords())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.key()).isEqualTo("gate");
              assertThat(record.timestamp()).isEqualTo(at(10).toEpochMilli() - 1);
              assertThat(record.value())
                  .isEqualTo(
                      new CameraActivity(
                          "gate",
                          at(0),
                          at(10),
                          4L,
                          1L,
                          Map.of("car", 3L, "person", 1L),
                          Map.of("car", 2L, "person", 1L)));
            });
  }

  @Test
  void theEndOfAWindowBelongsToTheNext() {
    topology.send(
        frame("gate", at(0)),
        frame("gate", at(10).minusMillis(1), "car"),
        frame("gate", at(10), "bus"),
        frame("gate", at(30)));

    assertThat(topology.published())
        .extracting(CameraActivity::getWindowStart, CameraActivity::getDetectionsPerClass)
        .containsExactly(tuple(at(0), Map.of("car", 1L)), tuple(at(10), Map.of("bus", 1L)));
  }

  @Test
  void framesCountUntilTheGraceIsOverAndNotLater() {
    topology.send(
        frame("gate", at(5)), frame("gate", at(15).minusMillis(1)), frame("gate", at(9), "car"));
    assertThat(topology.published()).isEmpty();

    topology.send(frame("gate", at(15)), frame("gate", at(9), "lorry"));

    assertThat(topology.published())
        .singleElement()
        .satisfies(
            window -> {
              assertThat(window.getFrames()).isEqualTo(2);
              assertThat(window.getDetectionsPerClass()).isEqualTo(Map.of("car", 1L));
            });
    assertThat(topology.lateFrames()).isEqualTo(1);
  }

  @Test
  void aCameraWhoseClockIsAheadLeavesItsNeighboursAlone() {
    topology.send(
        frame("slow", at(1), "car"),
        frame("fast", at(3600), "bus"),
        frame("slow", at(2), "car"),
        frame("fast", at(3700)),
        frame("slow", at(20)));

    assertThat(topology.published())
        .extracting(
            CameraActivity::getCameraId, CameraActivity::getWindowStart, CameraActivity::getFrames)
        .containsExactly(tuple("fast", at(3600), 1L), tuple("slow", at(0), 2L));
    assertThat(topology.lateFrames()).isZero();
  }

  @Test
  void aCameraIdThatBeginsLikeAnotherIsAnother() {
    // '-' sorts before the separator of the keys, digits behind it.
    topology.send(frame("cam", at(0)), frame("cam-1", at(0)), frame("cam0", at(0)));
    topology.send(frame("cam", at(100)));

    assertThat(topology.published()).extracting(CameraActivity::getCameraId).containsExactly("cam");
  }

  @Test
  void aSilentCamerasWindowIsPublishedAsItStands() {
    topology.send(frame("gate", at(1), "car"));
    topology.waitFor(Duration.ofSeconds(14));
    assertThat(topology.published()).isEmpty();

    topology.waitFor(Duration.ofSeconds(7));
    assertThat(topology.published()).extracting(CameraActivity::getFrames).containsExactly(1L);

    topology.waitFor(Duration.ofSeconds(60));
    topology.send(frame("gate", at(40)));
    assertThat(topology.published()).as("nothing new about the window").isEmpty();
  }

  @Test
  void aSilentCamerasWindowIsCorrectedWhenMoreComes() {
    topology.send(frame("gate", at(1), "car"));
    topology.waitFor(Duration.ofSeconds(30));
    topology.send(frame("gate", at(2), "car"), frame("gate", at(16)));

    assertThat(topology.published())
        .extracting(CameraActivity::getWindowStart, CameraActivity::getFrames)
        .containsExactly(tuple(at(0), 1L), tuple(at(0), 2L));
    assertThat(topology.lateFrames()).isZero();
  }

  @Test
  void anImpossibleCaptureTimeIsReplacedByThatOfTheDetection() {
    FrameDetections fromTheFuture = frame("gate", at(2), "car");
    fromTheFuture.setCapturedAt(at(1_000_000_000));

    topology.send(fromTheFuture, frame("gate", at(4)), frame("gate", at(15)));

    assertThat(topology.published()).extracting(CameraActivity::getFrames).containsExactly(2L);
    assertThat(topology.lateFrames()).isZero();
  }

  @Test
  void whatIsNoDetectionIsLeftOutAndTheRestGoesOn() {
    topology.send(frame("gate", at(1)));
    topology.sendRaw("gate", new byte[] {1, 2, 3});
    topology.sendRaw("gate", new byte[] {0, 0, 0, 0, 99, 0});
    topology.sendRaw("gate", null);
    topology.send(frame("gate", at(15)));

    assertThat(topology.published()).extracting(CameraActivity::getFrames).containsExactly(1L);
  }

  private static Instant at(long seconds) {
    return T0.plusSeconds(seconds);
  }
}
