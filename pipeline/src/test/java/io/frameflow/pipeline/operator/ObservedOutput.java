package io.frameflow.pipeline.operator;

import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import java.util.function.Consumer;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamElement;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/** Shows what the operator emits at once, detections and dead letters in one order. */
final class ObservedOutput implements Output<StreamRecord<FrameDetections>> {
  private final Consumer<FrameDetections> detections;
  private final Consumer<DeadLetter> deadLetters;
  private final Consumer<StreamElement> marks;

  ObservedOutput(
      Consumer<FrameDetections> detections,
      Consumer<DeadLetter> deadLetters,
      Consumer<StreamElement> marks) {
    this.detections = detections;
    this.deadLetters = deadLetters;
    this.marks = marks;
  }

  @Override
  public void collect(StreamRecord<FrameDetections> record) {
    detections.accept(record.getValue());
  }

  @Override
  public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
    deadLetters.accept((DeadLetter) record.getValue());
  }

  @Override
  public void emitWatermark(Watermark mark) {
    marks.accept(mark);
  }

  @Override
  public void emitWatermarkStatus(WatermarkStatus status) {
    marks.accept(status);
  }

  @Override
  public void emitLatencyMarker(LatencyMarker marker) {
    throw new IllegalStateException("no schedule has latency markers");
  }

  @Override
  public void emitRecordAttributes(RecordAttributes attributes) {
    throw new IllegalStateException("no schedule has record attributes");
  }

  @Override
  public void emitWatermark(WatermarkEvent event) {
    throw new IllegalStateException("no schedule has watermark events");
  }

  @Override
  public void close() {}
}
