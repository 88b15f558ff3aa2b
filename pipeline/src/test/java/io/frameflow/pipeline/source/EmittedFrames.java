package io.frameflow.pipeline.source;

import io.frameflow.pipeline.frames.SourceFrame;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** All that a reader emits, in order. */
final class EmittedFrames implements ReaderOutput<SourceFrame> {
  final List<SourceFrame> frames = new ArrayList<>();

  @Override
  public void collect(SourceFrame frame) {
    frames.add(frame);
  }

  @Override
  public void collect(SourceFrame frame, long timestamp) {
    frames.add(frame);
  }

  @Override
  public SourceOutput<SourceFrame> createOutputForSplit(String splitId) {
    return this;
  }

  @Override
  public void releaseOutputForSplit(String splitId) {}

  @Override
  public void emitWatermark(Watermark watermark) {}

  @Override
  public void markIdle() {}

  @Override
  public void markActive() {}
}
