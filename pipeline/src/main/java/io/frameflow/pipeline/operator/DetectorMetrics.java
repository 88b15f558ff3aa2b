package io.frameflow.pipeline.operator;

import io.frameflow.detector.PrecisionChoice;
import io.frameflow.detector.Timings;
import io.frameflow.pipeline.batching.LateShare;
import io.frameflow.pipeline.waiting.Drop;
import io.frameflow.schemas.ModelIdentity;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What the operator tells about itself, under the group {@code frameflow}. Latencies are
 * microseconds per frame over the last {@link #WINDOW} frames. Updated by the task's thread alone.
 */
final class DetectorMetrics {
  static final String GROUP = "frameflow";
  private static final int WINDOW = 1000;

  private final Counter framesDecoded;
  private final Counter framesUndecodable;
  private final Counter deadLetters;
  private final Map<Drop.Reason, Counter> framesShed = new EnumMap<>(Drop.Reason.class);
  private final Histogram batchSize;
  private final Histogram queueMicros;
  private final Histogram decodeMicros;
  private final Histogram proposalMicros;
  private final Histogram networkMicros;
  private final Histogram postprocessMicros;
  private final Histogram detectionsPerFrame;
  private final Histogram latencyMicros;
  private final Counter framesLate;
  private final LateShare lateShare = new LateShare(WINDOW);
  private volatile long oldestWaitingMillis;

  DetectorMetrics(MetricGroup operator, FrameModel model) {
    MetricGroup group = operator.addGroup(GROUP);
    framesDecoded = group.counter("framesDecoded");
    framesUndecodable = group.counter("framesUndecodable");
    deadLetters = group.counter("deadLetters");
    for (Drop.Reason reason : Drop.Reason.values()) {
      framesShed.put(reason, group.addGroup("reason", reason.word()).counter("framesShed"));
    }
    batchSize = histogram(group, "batchSize");
    queueMicros = histogram(group, "queueMicros");
    decodeMicros = histogram(group, "decodeMicros");
    proposalMicros = histogram(group, "proposalMicros");
    networkMicros = histogram(group, "networkMicros");
    postprocessMicros = histogram(group, "postprocessMicros");
    detectionsPerFrame = histogram(group, "detectionsPerFrame");
    latencyMicros = histogram(group, "latencyMicros");
    framesLate = group.counter("framesLate");
    group.gauge("lateShare", (Gauge<Double>) lateShare::value);
    group.meter("framesPerSecond", new MeterView(framesDecoded));
    group.gauge("oldestWaitingMillis", (Gauge<Long>) () -> oldestWaitingMillis);
    ModelIdentity identity = model.identity();
    group.gauge("modelVersion", (Gauge<String>) identity::getVersion);
    group.gauge("modelSha256", (Gauge<String>) identity::getSha256);
    model.precision().ifPresent(choice -> precision(group, choice));
  }

  /** As a word for people and as bits for reporters that take numbers only. */
  private static void precision(MetricGroup group, PrecisionChoice choice) {
    group.gauge("precision", (Gauge<String>) choice.precision()::toString);
    group.gauge("precisionBits", (Gauge<Integer>) choice.precision()::bits);
    group.gauge("precisionReason", (Gauge<String>) choice.reason()::toString);
    choice
        .measurement()
        .ifPresent(
            trial -> {
              group.gauge("precisionFp32Micros", (Gauge<Long>) () -> micros(trial.fp32Nanos()));
              group.gauge("precisionBf16Micros", (Gauge<Long>) () -> micros(trial.bf16Nanos()));
            });
  }

  private static Histogram histogram(MetricGroup group, String name) {
    return group.histogram(name, new DescriptiveStatisticsHistogram(WINDOW));
  }

  /** A batch is done. */
  void batch(BatchResults batch) {
    batch.calls().forEach(batchSize::update);
    for (PreparedFrame frame : batch.prepared()) {
      (frame.decoded() ? framesDecoded : framesUndecodable).inc();
      if (frame.ready()) {
        decodeMicros.update(micros(frame.decodeNanos()));
      }
    }
  }

  void deadLetter() {
    deadLetters.inc();
  }

  void shed(Drop.Reason reason) {
    framesShed.get(reason).inc();
  }

  /** Age of the oldest frame that waits, since it was recorded in Kafka. */
  void oldestWaiting(long millis) {
    oldestWaitingMillis = millis;
  }

  /**
   * A frame has its result.
   *
   * @param nanos since it arrived in the operator
   * @param late whether that is more than the latency target
   */
  void detected(FrameResult.Detected frame, long nanos, boolean late) {
    latencyMicros.update(micros(nanos));
    lateShare.add(late);
    if (late) {
      framesLate.inc();
    }
    Timings timings = frame.found().timings();
    queueMicros.update(micros(frame.queueNanos()));
    proposalMicros.update(micros(frame.proposalNanos()));
    networkMicros.update(micros(timings.networkNanos()));
    postprocessMicros.update(micros(timings.postprocessNanos()));
    detectionsPerFrame.update(frame.found().detections().size());
  }

  private static long micros(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos);
  }
}
