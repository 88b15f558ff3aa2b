package io.frameflow.pipeline.analytics;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** The metric that counts the frames which came after their window had closed. */
final class LateFrames {
  private static final String OPERATION = "late-frames";

  private LateFrames() {}

  static Sensor sensor(ProcessorContext<?, ?> context) {
    return context
        .metrics()
        .addRateTotalSensor(
            "activity", context.taskId().toString(), OPERATION, RecordingLevel.INFO);
  }

  /** Sum over all tasks of one program. */
  static long count(Map<MetricName, ? extends Metric> metrics) {
    return metrics.values().stream()
        .filter(metric -> metric.metricName().name().equals(OPERATION + "-total"))
        .mapToLong(metric -> ((Number) metric.metricValue()).longValue())
        .sum();
  }
}
