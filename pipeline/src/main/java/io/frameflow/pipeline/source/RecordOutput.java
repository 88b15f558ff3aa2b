package io.frameflow.pipeline.source;

import io.frameflow.pipeline.frames.SourceRecord;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** Hands records over; watermarks go on. */
class RecordOutput implements SourceOutput<SourceRecord> {
  private final WatermarkOutput watermarks;
  private final RecordTaker taker;

  RecordOutput(WatermarkOutput watermarks, RecordTaker taker) {
    this.watermarks = watermarks;
    this.taker = taker;
  }

  @Override
  public void collect(SourceRecord record) {
    collect(record, TimestampAssigner.NO_TIMESTAMP);
  }

  @Override
  public void collect(SourceRecord record, long timestamp) {
    taker.take(record, timestamp);
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    watermarks.emitWatermark(watermark);
  }

  @Override
  public void markIdle() {
    watermarks.markIdle();
  }

  @Override
  public void markActive() {
    watermarks.markActive();
  }
}
