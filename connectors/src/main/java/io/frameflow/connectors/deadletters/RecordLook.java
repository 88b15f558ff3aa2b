package io.frameflow.connectors.deadletters;

import static io.frameflow.connectors.terminal.Printable.printable;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.cameras.JpegSize;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.topics.Topics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.errors.SerializationException;

/** What a frame's value turns out to be, as far as it can be told. */
final class RecordLook {

  private static final int SHOWN_BYTES = 16;
  private static final int WIRE_HEADER = 5;

  private RecordLook() {}

  /** Lines about the value: its schema id, the frame in it, its picture's first bytes. */
  static List<String> at(KafkaAccess access, byte[] value) throws IOException {
    if (value == null) {
      return List.of("no value");
    }
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "%,d bytes, begins %s", value.length, begin(value)));
    if (value.length < WIRE_HEADER || value[0] != 0) {
      lines.add("not in the registry's wire format; looks like " + guess(value));
      return lines;
    }
    lines.add("schema id " + ByteBuffer.wrap(value).getInt(1));
    String topic = access.nameOf(Topics.FRAMES);
    try (AvroSerde<Frame> serde = Topics.FRAMES.valueSerde(access.registry())) {
      Frame frame = serde.deserializer().deserialize(topic, value);
      lines.add(
          "frame %d of session %s of camera %s, captured %s"
              .formatted(
                  frame.getSequence(),
                  printable(frame.getSessionId()),
                  printable(frame.getCameraId()),
                  frame.getCapturedAt()));
      byte[] picture = new byte[frame.getJpeg().remaining()];
      frame.getJpeg().duplicate().get(picture);
      lines.add(
          String.format(
              Locale.ROOT,
              "picture of %,d bytes, begins %s, ends %s; looks like %s",
              picture.length,
              begin(picture),
              end(picture),
              guess(picture)));
    } catch (SerializationException e) {
      lines.add("not readable as a Frame: " + printable(e.getMessage()));
    }
    return lines;
  }

  /** What kind of data begins like this. */
  static String guess(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return "nothing: it is empty";
    }
    if (bytes.length > 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xd8) {
      String size =
          JpegSize.of(bytes)
              .map(claimed -> "of %d x %d".formatted(claimed.width(), claimed.height()))
              .orElse("without a readable frame header");
      boolean whole =
          (bytes[bytes.length - 2] & 0xff) == 0xff && (bytes[bytes.length - 1] & 0xff) == 0xd9;
      return "a JPEG " + size + (whole ? "" : " that does not end as one");
    }
    String type = URLConnection.guessContentTypeFromStream(new ByteArrayInputStream(bytes));
    if (type != null) {
      return type;
    }
    for (int i = 0; i < Math.min(bytes.length, 64); i++) {
      boolean printable = bytes[i] >= ' ' && bytes[i] < 0x7f;
      if (!printable && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\t') {
        return "no format that is known here";
      }
    }
    return "text";
  }

  private static String begin(byte[] bytes) {
    return hex(Arrays.copyOf(bytes, Math.min(SHOWN_BYTES, bytes.length)));
  }

  private static String end(byte[] bytes) {
    return hex(Arrays.copyOfRange(bytes, Math.max(0, bytes.length - 4), bytes.length));
  }

  static String hex(byte[] bytes) {
    return bytes.length == 0 ? "(nothing)" : HexFormat.ofDelimiter(" ").formatHex(bytes);
  }
}
