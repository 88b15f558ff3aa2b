package io.frameflow.connectors.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frameflow.connectors.access.AccessFlags;
import io.frameflow.connectors.reading.RecordJson;
import io.frameflow.connectors.reading.Start;
import io.frameflow.connectors.reading.TopicReader;
import io.frameflow.connectors.terminal.StopSignal;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.topics.CameraId;
import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.IsolationLevel;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code frameflow watch}: detection events on the terminal, committed ones only. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = "Prints detection events as they are committed, until Ctrl-C or --count.")
public final class WatchCommand implements Callable<Integer>, TopicReader.Visitor {

  private static final Duration POLL = Duration.ofMillis(250);

  @Spec private CommandSpec spec;
  @Mixin private AccessFlags access;

  @Option(names = "--json", description = "One JSON object a line, with every field of the event.")
  private boolean json;

  @Option(
      names = "--from",
      paramLabel = "beginning|now",
      defaultValue = "now",
      converter = StartConverter.class,
      description = "Where to start (default: ${DEFAULT-VALUE}).")
  private Start from;

  @Option(names = "--count", paramLabel = "N", description = "End after N events.")
  private Long count;

  @Option(names = "--camera", paramLabel = "ID", description = "Only events of this camera.")
  private String camera;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "End after this time; exit code 1 if that is before --count events.")
  private Double timeout;

  @Option(names = "--dead-letters", description = "Frames that could not be processed as well.")
  private boolean deadLetters;

  private final ObjectMapper mapper = new ObjectMapper();
  private final EventLine lines = new EventLine(ZoneId.systemDefault());
  private volatile boolean stopped;
  private long shown;

  static final class StartConverter implements ITypeConverter<Start> {
    @Override
    public Start convert(String value) {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "beginning" -> Start.BEGINNING;
        case "now" -> Start.NOW;
        default -> throw new TypeConversionException("expected beginning or now, not " + value);
      };
    }
  }

  @Override
  public Integer call() throws IOException {
    checkFlags();
    List<Topic<?>> topics = new ArrayList<>(List.of(Topics.DETECTIONS));
    if (deadLetters) {
      topics.add(Topics.DEAD_LETTERS);
    }
    try (StopSignal signal = StopSignal.install(() -> stopped = true);
        TopicReader reader =
            TopicReader.open(access.access(), topics, IsolationLevel.READ_COMMITTED, from)) {
      boolean complete = readUntilEnd(reader);
      PrintWriter err = spec.commandLine().getErr();
      err.println(shown == 1 ? "1 event" : shown + " events");
      err.flush();
      int exitCode = complete ? 0 : 1;
      signal.exitCode(exitCode);
      return exitCode;
    }
  }

  private void checkFlags() {
    if (count != null && count < 1) {
      throw new ParameterException(spec.commandLine(), "--count " + count + " is below 1");
    }
    if (timeout != null && !(timeout > 0 && timeout < 1e9)) {
      throw new ParameterException(
          spec.commandLine(), "--timeout " + timeout + " is not a number of seconds above 0");
    }
    if (camera != null && !CameraId.isValid(camera)) {
      throw new ParameterException(
          spec.commandLine(), "--camera takes 1 to 64 of A-Z, a-z, 0-9, '_' and '-'");
    }
  }

  /** {@return false when the time ran out before the wanted number of events} */
  private boolean readUntilEnd(TopicReader reader) throws IOException {
    long started = System.nanoTime();
    while (!stopped && !done()) {
      if (timeout != null && System.nanoTime() - started > timeout * 1e9) {
        return count == null;
      }
      reader.poll(POLL, this);
      // A closed pipe (| head) is the reader's way of Ctrl-C.
      if (spec.commandLine().getOut().checkError()) {
        stopped = true;
      }
    }
    return true;
  }

  private boolean done() {
    return count != null && shown >= count;
  }

  @Override
  public void visit(Topic<?> topic, SpecificRecord value) {
    if (value instanceof FrameDetections event) {
      show(event.getCameraId(), value, lines.of(event));
    } else if (value instanceof DeadLetter letter) {
      show(letter.getCameraId(), value, lines.of(letter));
    }
  }

  private void show(String cameraId, SpecificRecord value, String line) {
    if (done() || (camera != null && !camera.equals(cameraId))) {
      return;
    }
    shown++;
    try {
      spec.commandLine()
          .getOut()
          .println(json ? mapper.writeValueAsString(RecordJson.of(value)) : line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void malformed(String line) {
    spec.commandLine().getErr().println(line);
  }
}
