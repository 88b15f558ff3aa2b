package io.frameflow.train.tensorboard;

import com.google.protobuf.InvalidProtocolBufferException;
import io.frameflow.detector.files.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/** A file of scalar curves that TensorBoard shows. */
public final class EventFile implements AutoCloseable {

  private static final String VERSION = "brain.Event:2";

  private final Path file;
  private final FileChannel out;
  private final Clock clock;

  private EventFile(Path file, FileChannel out, Clock clock) {
    this.file = file;
    this.out = out;
    this.clock = clock;
  }

  /**
   * Opens a file for more events, in a folder that is made where it is missing.
   *
   * @param lastStep events of later steps are dropped, for they will come again; 0 starts anew
   * @param clock gives the wall time of the events
   */
  public static EventFile open(Path file, long lastStep, Clock clock) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    List<byte[]> kept = new ArrayList<>();
    if (lastStep > 0 && Files.exists(file)) {
      for (byte[] record : TfRecords.read(Files.readAllBytes(file))) {
        if (stepOf(record) <= lastStep) {
          kept.add(record);
        }
      }
    }
    if (kept.isEmpty()) {
      kept.add(
          Event.newBuilder()
              .setWallTime(seconds(clock))
              .setFileVersion(VERSION)
              .build()
              .toByteArray());
    }
    WholeFile.write(
        file,
        stream -> {
          for (byte[] record : kept) {
            stream.write(TfRecords.frame(record).array());
          }
        });
    return new EventFile(file, FileChannel.open(file, StandardOpenOption.APPEND), clock);
  }

  private static long stepOf(byte[] record) {
    try {
      return Event.parseFrom(record).getStep();
    } catch (InvalidProtocolBufferException e) {
      return Long.MAX_VALUE; // no event of ours, so it is dropped
    }
  }

  /**
   * Adds a point to curves.
   *
   * @param values by the curve's name, such as {@code loss/class}
   * @throws IOException if the file cannot be written; the message names it
   */
  public void add(long step, Map<String, Float> values) throws IOException {
    Summary.Builder summary = Summary.newBuilder();
    values.forEach(
        (name, value) ->
            summary.addValue(Summary.Value.newBuilder().setTag(name).setSimpleValue(value)));
    Event event =
        Event.newBuilder().setWallTime(seconds(clock)).setStep(step).setSummary(summary).build();
    ByteBuffer record = TfRecords.frame(event.toByteArray());
    try {
      while (record.hasRemaining()) {
        out.write(record);
      }
    } catch (IOException e) {
      throw new IOException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static double seconds(Clock clock) {
    return clock.millis() / 1000.0;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
