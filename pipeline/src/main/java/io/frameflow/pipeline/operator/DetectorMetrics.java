package io.frameflow.pipeline.operator;

import io.frameflow.detector.Timings;
import io.frameflow.schemas.ModelIdentity;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What the operator tells about itself, under the group {@code frameflow}. Latencies are
 * microseconds per frame over the last {@link #WINDOW} frames.
 */
final class DetectorMetrics {
  static final String GROUP = "frameflow";
  private static final int WINDOW = 1000;

  private final Counter framesDecoded;
  private final Counter framesUndecodable;
  private final Counter deadLetters;
  private final Histogram batchSize;
  private final Histogram queueMicros;
  private final Histogram decodeMicros;
  private final Histogram proposalMicros;
  private final Histogram networkMicros;
  private final Histogram postprocessMicros;
  private final Histogram detectionsPerFrame;

  DetectorMetrics(MetricGroup operator, ModelIdentity model) {
    MetricGroup group = operator.addGroup(GROUP);
    framesDecoded = group.counter("framesDecoded");
    framesUndecodable = group.counter("framesUndecodable");
    deadLetters = group.counter("deadLetters");
    batchSize = histogram(group, "batchSize");
    queueMicros = histogram(group, "queueMicros");
    decodeMicros = histogram(group, "decodeMicros");
    proposalMicros = histogram(group, "proposalMicros");
    networkMicros = histogram(group, "networkMicros");
    postprocessMicros = histogram(group, "postprocessMicros");
    detectionsPerFrame = histogram(group, "detectionsPerFrame");
    group.meter("framesPerSecond", new MeterView(framesDecoded));
    group.gauge("modelVersion", (Gauge<String>) model::getVersion);
    group.gauge("modelSha256", (Gauge<String>) model::getSha256);
  }

  private static Histogram histogram(MetricGroup group, String name) {
    return group.histogram(name, new DescriptiveStatisticsHistogram(WINDOW));
  }

  void decoded(long nanos) {
    framesDecoded.inc();
    decodeMicros.update(micros(nanos));
  }

  void undecodable() {
    framesUndecodable.inc();
  }

  void deadLetter() {
    deadLetters.inc();
  }

  /** One call of the model. */
  void batch(int size) {
    batchSize.update(size);
  }

  void detected(FrameResult.Detected frame) {
    Timings timings = frame.found().timings();
    queueMicros.update(micros(frame.queueNanos()));
    proposalMicros.update(micros(timings.proposalNanos()));
    networkMicros.update(micros(timings.networkNanos()));
    postprocessMicros.update(micros(timings.postprocessNanos()));
    detectionsPerFrame.update(frame.found().detections().size());
  }

  private static long micros(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos);
  }
}
