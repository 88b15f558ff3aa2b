package io.frameflow.train.data.coco;

import io.frameflow.train.data.Cases;
import io.frameflow.train.data.DataSetException;
import io.frameflow.train.data.ScratchFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A COCO file by image, although its annotations stand in any order. Entries go to a scratch file,
 * those of an image as a chain from its last annotation backwards; in memory are 24 bytes an image.
 */
final class CocoIndex {
  private static final int NONE = -1;
  private static final int ANNOTATION_BYTES = 2 * Integer.BYTES + Long.BYTES + 4 * Float.BYTES + 1;

  private final TreeMap<Long, String> categories = new TreeMap<>();
  private final ScratchFile imageEntries = new ScratchFile();
  private final ScratchFile annotationEntries = new ScratchFile();
  private long[] ids = new long[1024];
  private long[] offsets = new long[1025];
  private int images;
  private long[] sortedIds;
  private int[] imageAtSorted;
  private int[] lastAnnotation;
  private int annotations;
  private final Cases.Collector orphans = new Cases.Collector();

  private CocoIndex() throws DataSetException {}

  /** Reads a file, twice: annotations may stand before the images that they refer to. */
  static CocoIndex read(Path file) throws DataSetException {
    CocoIndex index = new CocoIndex();
    CocoReader.read(file, index.new Images(file));
    index.imageEntries.flush();
    index.sortIds();
    CocoReader.read(file, index.new Annotations());
    index.annotationEntries.flush();
    return index;
  }

  /** Class names by category id. */
  Map<Long, String> categories() {
    return categories;
  }

  /** Annotations of an image or a class that the file does not have. */
  Cases orphans() {
    return orphans.cases();
  }

  int images() {
    return images;
  }

  CocoImage image(int number) throws DataSetException {
    try {
      long from = offsets[number];
      ByteBuffer bytes = imageEntries.read(from, Math.toIntExact(offsets[number + 1] - from));
      int width = bytes.getInt();
      int height = bytes.getInt();
      String name = StandardCharsets.UTF_8.decode(bytes).toString();
      return new CocoImage(ids[number], name, width, height);
    } catch (IOException e) {
      throw new DataSetException("a temporary file cannot be read back: " + e.getMessage(), e);
    }
  }

  /** The annotations of an image, in file order. */
  Iterable<CocoAnnotation> annotations(int number) throws DataSetException {
    Deque<CocoAnnotation> found = new ArrayDeque<>();
    try {
      for (int at = lastAnnotation[number]; at != NONE; ) {
        ByteBuffer bytes = annotationEntries.read((long) at * ANNOTATION_BYTES, ANNOTATION_BYTES);
        at = bytes.getInt();
        found.addFirst(
            new CocoAnnotation(
                bytes.getInt(),
                ids[number],
                bytes.getLong(),
                bytes.getFloat(),
                bytes.getFloat(),
                bytes.getFloat(),
                bytes.getFloat(),
                bytes.get() != 0));
      }
    } catch (IOException e) {
      throw new DataSetException("a temporary file cannot be read back: " + e.getMessage(), e);
    }
    return found;
  }

  /** The first entry of {@code images} with an id, or -1. */
  int numberOf(long imageId) {
    int at = Arrays.binarySearch(sortedIds, 0, images, imageId);
    return at < 0 ? NONE : imageAtSorted[at];
  }

  private void sortIds() {
    sortedIds = Arrays.copyOf(ids, images);
    Arrays.sort(sortedIds);
    imageAtSorted = new int[images];
    Arrays.fill(imageAtSorted, NONE);
    lastAnnotation = new int[images];
    Arrays.fill(lastAnnotation, NONE);
    for (int number = 0; number < images; number++) {
      int at = Arrays.binarySearch(sortedIds, ids[number]);
      if (imageAtSorted[at] == NONE) {
        imageAtSorted[at] = number;
      }
    }
  }

  private final class Images implements CocoSections {
    private final Path file;
    private final Map<String, Long> idOfName = new HashMap<>();

    Images(Path file) {
      this.file = file;
    }

    @Override
    public boolean wants(String section) {
      return Set.of(CATEGORIES, IMAGES).contains(section);
    }

    @Override
    public void category(CocoCategory category) throws DataSetException {
      Long other = idOfName.putIfAbsent(category.name(), category.id());
      if (other != null || categories.put(category.id(), category.name()) != null) {
        throw new DataSetException(
            "%s: category %d ('%s') is there twice, by its id or by its name; give each its own"
                .formatted(file, category.id(), category.name()));
      }
    }

    @Override
    public void image(CocoImage image) throws DataSetException {
      byte[] name = image.fileName().getBytes(StandardCharsets.UTF_8);
      ByteBuffer entry = ByteBuffer.allocate(2 * Integer.BYTES + name.length);
      entry.putInt(image.width()).putInt(image.height()).put(name);
      imageEntries.append(entry.array(), entry.capacity());
      if (images == ids.length) {
        ids = Arrays.copyOf(ids, images + images / 2);
        offsets = Arrays.copyOf(offsets, ids.length + 1);
      }
      ids[images++] = image.id();
      offsets[images] = imageEntries.size();
    }
  }

  private final class Annotations implements CocoSections {
    private final ByteBuffer entry = ByteBuffer.allocate(ANNOTATION_BYTES);

    @Override
    public boolean wants(String section) {
      return section.equals(ANNOTATIONS);
    }

    @Override
    public void annotation(CocoAnnotation annotation) throws DataSetException {
      int number = numberOf(annotation.imageId());
      if (number == NONE || !categories.containsKey(annotation.categoryId())) {
        orphans.add(
            "annotation %d (image_id %d, category_id %d)"
                .formatted(annotation.index() + 1, annotation.imageId(), annotation.categoryId()));
        return;
      }
      entry
          .clear()
          .putInt(lastAnnotation[number])
          .putInt(annotation.index())
          .putLong(annotation.categoryId())
          .putFloat(annotation.x())
          .putFloat(annotation.y())
          .putFloat(annotation.width())
          .putFloat(annotation.height())
          .put((byte) (annotation.crowd() ? 1 : 0));
      annotationEntries.append(entry.array(), ANNOTATION_BYTES);
      lastAnnotation[number] = annotations++;
    }
  }
}
