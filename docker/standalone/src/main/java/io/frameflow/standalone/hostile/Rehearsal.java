package io.frameflow.standalone.hostile;

import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.ImageLimits;
import io.frameflow.detector.images.UndecodableImageException;
import io.frameflow.pipeline.frames.FrameParser;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.frames.SourceRecord;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.serdes.RegistryOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

/**
 * The job's own parser and decoder on one thread, so that the time to refuse a record can be taken
 * without the noise of the job around it.
 */
final class Rehearsal implements AutoCloseable {

  private final String topic;
  private final AvroSerde<Frame> frames;
  private final FrameParser parser;
  private final ImageDecoder decoder;
  private final ImageLimits limits;

  /**
   * What came of a record.
   *
   * @param refused whether it would be a dead letter
   * @param nanos by the clock
   * @param cpuNanos of this thread: on a busy machine less than by the clock
   */
  record Trial(boolean refused, long nanos, long cpuNanos) {}

  Rehearsal(RegistryOptions registry, String topic, ImageLimits limits) throws IOException {
    this.topic = topic;
    this.limits = limits;
    frames = AvroSerde.of(Frame.class, registry);
    parser = new FrameParser(frames.deserializer());
    decoder = new ImageDecoder();
  }

  /** Parses and decodes. */
  Trial of(HostileRecord record) {
    Instant now = Instant.now();
    SourceRecord source =
        new SourceRecord(topic, 0, 0, now, now, record.key(), Map.of(), record.value());
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long start = System.nanoTime();
    boolean refused = !(parser.parse(source) instanceof SourceFrame.Valid valid) || !decodes(valid);
    return new Trial(
        refused,
        System.nanoTime() - start,
        ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu);
  }

  private boolean decodes(SourceFrame.Valid frame) {
    ByteBuffer jpeg = frame.frame().getJpeg();
    byte[] bytes = new byte[jpeg.remaining()];
    jpeg.duplicate().get(bytes);
    try {
      decoder.decode(bytes, limits);
      return true;
    } catch (UndecodableImageException e) {
      return false;
    }
  }

  @Override
  public void close() {
    decoder.close();
    frames.close();
  }
}
