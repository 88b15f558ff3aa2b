package io.frameflow.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFOutOfRangeException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.io.ReaderRead;
import org.tensorflow.proto.Event;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** Reads the files back with TensorFlow's own reader, which checks every checksum. */
class EventFileTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(1);
  }

  @Test
  void tensorFlowReadsTheCurvesBack() throws Exception {
    Path file = folder.resolve("tensorboard").resolve("events.out.tfevents.test");
    write(file, 0, 1, 3);

    List<Event> events = readWithTensorFlow(file);
    assertThat(events).hasSize(4);
    assertThat(events.get(0).getFileVersion()).isEqualTo("brain.Event:2");
    assertThat(events.get(3).getStep()).isEqualTo(3);
    assertThat(events.get(3).getWallTime()).isEqualTo(NOON.millis() / 1000.0);
    assertThat(events.get(3).getSummary().getValue(0).getTag()).isEqualTo("loss/class");
    assertThat(events.get(3).getSummary().getValue(0).getSimpleValue()).isEqualTo(.3f);
  }

  @Test
  void aContinuedFileDropsWhatComesAgainAndWhatAKillTore() throws Exception {
    Path file = folder.resolve("events");
    write(file, 0, 1, 9);
    Files.write(file, new byte[] {24, 0, 0, 0, 0, 0, 0, 0, 1}, StandardOpenOption.APPEND);
    write(file, 4, 5, 6);

    assertThat(readWithTensorFlow(file).stream().map(Event::getStep))
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
    write(file, 0, 1, 1);
    assertThat(readWithTensorFlow(file)).as("a new run starts anew").hasSize(2);
  }

  @Test
  void aRecordWithAFlippedBitEndsTheReadingForUsAsForTensorFlow() throws Exception {
    Path file = folder.resolve("events");
    write(file, 0, 1, 2);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 6] ^= 4;
    Files.write(file, bytes);

    assertThat(TfRecords.read(bytes)).hasSize(2);
    assertThatThrownBy(() -> readWithTensorFlow(file)).isInstanceOf(TensorFlowException.class);
  }

  private static void write(Path file, int lastStep, int first, int last) throws Exception {
    try (EventFile events = EventFile.open(file, lastStep, NOON)) {
      for (int step = first; step <= last; step++) {
        events.add(step, Map.of("loss/class", step / 10f));
      }
    }
  }

  private static List<Event> readWithTensorFlow(Path file) throws Exception {
    List<Event> events = new ArrayList<>();
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Operand<? extends TType> queue = tf.io.fifoQueue(List.of(TString.class));
      Op enqueue = tf.io.queueEnqueue(queue, List.of(tf.constant(file.toString())));
      Op close = tf.io.queueClose(queue);
      ReaderRead read = tf.io.readerRead(tf.io.tfRecordReader(), queue);
      session.runner().addTarget(enqueue).run().close();
      session.runner().addTarget(close).run().close();
      while (true) {
        try (Result result = session.runner().fetch(read.value()).run()) {
          events.add(Event.parseFrom(((TString) result.get(0)).asBytes().getObject()));
        } catch (TFOutOfRangeException e) {
          return events; // all are read
        }
      }
    }
  }
}
