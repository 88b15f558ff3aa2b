package io.frameflow.pipeline.analytics;

import io.frameflow.schemas.CameraActivity;
import io.frameflow.schemas.FrameDetections;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts frames into windows of capture time, each camera by its own clock.
 *
 * <p>Kafka Streams' own windows know one time per partition: there, one camera whose clock is a
 * minute ahead makes the frames of its neighbours late. Here a window closes when a frame of the
 * same camera passes its end plus the grace, and is then published once. A camera that falls silent
 * has its open windows published as they stand; if more frames come, they are published again when
 * they close. So the last record of a camera and window start holds.
 */
final class ActivityProcessor
    implements Processor<String, FrameDetections, String, CameraActivity> {
  static final String CLOCKS = "camera-clocks";

  private static final Logger LOG = LoggerFactory.getLogger(ActivityProcessor.class);

  private final Duration window;
  private final Duration grace;
  private final Duration idleAfter;
  private final Map<String, Long> lastArrival = new HashMap<>();
  private final Set<String> published = new HashSet<>();
  private ProcessorContext<String, CameraActivity> context;
  private OpenWindows windows;
  private KeyValueStore<String, Long> clocks;
  private Sensor lateFrames;
  private long lateSinceReport;

  ActivityProcessor(AnalyticsOptions options) {
    this.window = options.window();
    this.grace = options.grace();
    this.idleAfter = options.idleAfter();
  }

  static StoreBuilder<KeyValueStore<String, Long>> clocksBuilder() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(CLOCKS), Serdes.String(), Serdes.Long())
        .withCachingEnabled();
  }

  @Override
  public void init(ProcessorContext<String, CameraActivity> context) {
    this.context = context;
    windows = new OpenWindows(context.getStateStore(OpenWindows.STORE));
    clocks = context.getStateStore(CLOCKS);
    lateFrames = LateFrames.sensor(context);
    // After an aborted transaction the same processor begins anew, with the state as it was.
    lastArrival.clear();
    published.clear();
    long now = context.currentSystemTimeMs();
    windows.all().forEach(open -> lastArrival.put(open.getCameraId(), now));
    context.schedule(window, PunctuationType.WALL_CLOCK_TIME, this::publishSilentCameras);
  }

  @Override
  public void process(Record<String, FrameDetections> record) {
    FrameDetections frame = record.value();
    if (frame == null) {
      LOG.warn("A detection without a value (key {}) is not counted", record.key());
      return;
    }
    String camera = frame.getCameraId();
    long time = record.timestamp();
    long start = Math.floorDiv(time, window.toMillis()) * window.toMillis();
    Long clock = clocks.get(camera);
    if (clock != null && closesAt(start) <= clock) {
      lateFrames.record();
      lateSinceReport++;
      return;
    }
    CameraActivity open = windows.get(camera, start);
    CameraActivity counted =
        WindowTally.add(open == null ? WindowTally.empty(camera, start, window) : open, frame);
    windows.put(counted);
    published.remove(OpenWindows.keyOf(counted));
    lastArrival.put(camera, context.currentSystemTimeMs());
    if (clock == null || time > clock) {
      clocks.put(camera, time);
      closeWindows(camera, time);
    }
  }

  private void closeWindows(String camera, long clock) {
    for (CameraActivity open : windows.of(camera)) {
      if (closesAt(open.getWindowStart().toEpochMilli()) > clock) {
        return;
      }
      windows.remove(open);
      if (!published.remove(OpenWindows.keyOf(open))) {
        publish(open);
      }
    }
  }

  private void publishSilentCameras(long now) {
    for (CameraActivity open : windows.all()) {
      boolean silent = now - lastArrival.get(open.getCameraId()) >= idleAfter.toMillis();
      if (silent && published.add(OpenWindows.keyOf(open))) {
        publish(open);
      }
    }
    if (lateSinceReport > 0) {
      LOG.warn(
          "{} frames came more than {} after their window's end and are not counted: see --grace",
          lateSinceReport,
          grace);
      lateSinceReport = 0;
    }
  }

  private void publish(CameraActivity window) {
    // The last instant of the window, not its end, which belongs to the next one.
    long time = window.getWindowEnd().toEpochMilli() - 1;
    context.forward(new Record<>(window.getCameraId(), window, time));
  }

  private long closesAt(long startMillis) {
    return startMillis + window.toMillis() + grace.toMillis();
  }
}
