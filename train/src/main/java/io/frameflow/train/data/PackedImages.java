package io.frameflow.train.data;

import io.frameflow.detector.boxes.Box;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * Annotated images as a list whose elements stand in a scratch file and are made anew on every
 * access: 8 bytes of memory an image, however many objects it has. Reading is thread safe.
 */
final class PackedImages extends AbstractList<AnnotatedImage> implements RandomAccess {
  static final int PLAIN = 0;
  static final int DIFFICULT = 1;
  static final int CROWD = 2;

  private final ScratchFile file;
  private final long[] offsets;
  private final List<String> labels;
  private final int[] classIds;

  private PackedImages(ScratchFile file, long[] offsets, List<String> labels, int[] classIds) {
    this.file = file;
    this.offsets = offsets;
    this.labels = labels;
    this.classIds = classIds;
  }

  @Override
  public int size() {
    return offsets.length - 1;
  }

  /**
   * @throws UncheckedIOException where the scratch file cannot be read
   */
  @Override
  public AnnotatedImage get(int index) {
    long from = offsets[index];
    ByteBuffer bytes;
    try {
      bytes = file.read(from, Math.toIntExact(offsets[index + 1] - from));
    } catch (IOException e) {
      throw new UncheckedIOException("an image's annotation cannot be read back", e);
    }
    String id = text(bytes);
    Path path = Path.of(text(bytes));
    int width = bytes.getInt();
    int height = bytes.getInt();
    int count = bytes.getInt();
    List<GroundTruth> objects = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int classId = classIds[bytes.getInt()];
      byte mark = bytes.get();
      Box box = new Box(bytes.getFloat(), bytes.getFloat(), bytes.getFloat(), bytes.getFloat());
      objects.add(
          new GroundTruth(labels.get(classId - 1), classId, box, mark != PLAIN, mark == CROWD));
    }
    return new AnnotatedImage(id, path, width, height, objects);
  }

  private static String text(ByteBuffer bytes) {
    byte[] utf8 = new byte[bytes.getInt()];
    bytes.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** Writes the list, image by image. */
  static final class Writer {
    private final ScratchFile file = new ScratchFile();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long[] offsets = new long[1025];
    private int count;

    Writer() throws DataSetException {}

    /**
     * @param labels for each object the number of its label, by which {@link #finish} knows it
     * @param marks for each object {@link #PLAIN}, {@link #DIFFICULT} or {@link #CROWD}
     */
    void add(StatedImage image, int width, int height, List<Box> boxes, int[] labels, int[] marks)
        throws DataSetException {
      bytes.reset();
      try (DataOutputStream out = new DataOutputStream(bytes)) {
        text(out, image.id());
        text(out, image.file().toString());
        out.writeInt(width);
        out.writeInt(height);
        out.writeInt(boxes.size());
        for (int i = 0; i < boxes.size(); i++) {
          out.writeInt(labels[i]);
          out.writeByte(marks[i]);
          out.writeFloat(boxes.get(i).x1());
          out.writeFloat(boxes.get(i).y1());
          out.writeFloat(boxes.get(i).x2());
          out.writeFloat(boxes.get(i).y2());
        }
      } catch (IOException e) {
        throw new UncheckedIOException("writing to memory failed", e);
      }
      file.append(bytes.toByteArray(), bytes.size());
      if (++count == offsets.length) {
        offsets = Arrays.copyOf(offsets, count + count / 2);
      }
      offsets[count] = file.size();
    }

    /**
     * @param labels the K class names
     * @param classIds for each number of a label its class id, 1..K
     */
    List<AnnotatedImage> finish(List<String> labels, int[] classIds) throws DataSetException {
      file.flush();
      return new PackedImages(file, Arrays.copyOf(offsets, count + 1), labels, classIds);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(utf8.length);
      out.write(utf8);
    }
  }
}
