package io.frameflow.pipeline.analytics;

import static io.frameflow.pipeline.analytics.DrivenTopology.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.schemas.CameraActivity;
import io.frameflow.schemas.FrameDetections;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever order frames come in, each is in one window or was reported late. */
class ActivityConservationTest {
  private static final List<String> LABELS = List.of("car", "bus", "person");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void everyFrameIsCountedOnceOrReportedLate(long seed) {
    Random random = new Random(seed);
    Map<String, CameraActivity> last = new TreeMap<>();
    long sent = 0;
    long late;
    try (DrivenTopology topology = new DrivenTopology()) {
      for (int step = 0; step < 800; step++) {
        String camera = "cam" + random.nextInt(4);
        // Mostly in order, at times a few seconds and rarely a minute behind.
        long behind = random.nextInt(100) == 0 ? 60_000 : random.nextInt(4_000);
        topology.send(anything(random, camera, T0.plusMillis(step * 100L - behind)));
        sent++;
        if (random.nextInt(300) == 0) {
          topology.waitFor(Duration.ofSeconds(30));
        }
        remember(topology, last);
      }
      topology.waitFor(Duration.ofSeconds(60));
      remember(topology, last);
      late = topology.lateFrames();
    }
    long counted = last.values().stream().mapToLong(CameraActivity::getFrames).sum();
    assertThat(counted + late).as("seed %d", seed).isEqualTo(sent);
    assertThat(late).as("seed %d: late ones", seed).isBetween(1L, 30L);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5})
  void totalsAreThoseOfAPlainCount(long seed) {
    Random random = new Random(seed);
    Map<String, Long> expected = new HashMap<>();
    Map<String, CameraActivity> last = new TreeMap<>();
    try (DrivenTopology topology = new DrivenTopology()) {
      for (int step = 0; step < 600; step++) {
        Instant time = T0.plusMillis(step * 80L - random.nextInt(4_000));
        FrameDetections frame = anything(random, "cam" + random.nextInt(3), time);
        frame.getDetections().forEach(found -> expected.merge(found.getLabel(), 1L, Long::sum));
        topology.send(frame);
        remember(topology, last);
      }
      topology.waitFor(Duration.ofSeconds(60));
      remember(topology, last);
      assertThat(topology.lateFrames()).isZero();
    }
    Map<String, Long> counted = new HashMap<>();
    last.values()
        .forEach(
            window ->
                window
                    .getDetectionsPerClass()
                    .forEach((label, count) -> counted.merge(label, count, Long::sum)));
    assertThat(counted).as("seed %d", seed).isEqualTo(expected);
  }

  /** As a reader does: the last record of a camera and window start holds. */
  private static void remember(DrivenTopology topology, Map<String, CameraActivity> last) {
    topology
        .published()
        .forEach(window -> last.put(window.getCameraId() + window.getWindowStart(), window));
  }

  private static FrameDetections anything(Random random, String camera, Instant time) {
    if (random.nextInt(10) == 0) {
      return Detected.dropped(camera, time);
    }
    String[] labels =
        IntStream.range(0, random.nextInt(4))
            .mapToObj(i -> LABELS.get(random.nextInt(LABELS.size())))
            .toArray(String[]::new);
    return Detected.frame(camera, time, labels);
  }
}
