package io.frameflow.pipeline.analytics;

import io.frameflow.schemas.FrameDetections;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Event time of a detection: when its picture was taken, in milliseconds of the epoch.
 *
 * <p>No picture is taken after it was looked at. A camera whose clock claims so, or one that stands
 * before 1970, is counted by the detector's clock instead: one such frame would otherwise close
 * every window of its camera up to the claimed time.
 */
final class CaptureTime implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    if (!(record.value() instanceof FrameDetections detections)) {
      return record.timestamp();
    }
    long captured = detections.getCapturedAt().toEpochMilli();
    long detected = detections.getDetectedAt().toEpochMilli();
    boolean possible = captured >= 0 && captured <= detected;
    return possible ? captured : Math.max(0, detected);
  }
}
