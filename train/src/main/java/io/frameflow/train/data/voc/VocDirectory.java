package io.frameflow.train.data.voc;

import io.frameflow.train.data.DataSetDirectory;
import io.frameflow.train.data.DataSetException;
import io.frameflow.train.data.StatedSplit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder in Pascal VOC layout: {@code Annotations/ID.xml}, {@code JPEGImages/ID.jpg} and {@code
 * ImageSets/Main/SPLIT.txt}; or a devkit around one, as {@code VOCdevkit/VOC2007}.
 *
 * <p>VOC's edges are 1-based inclusive pixels: x1 = xmin - 1, y1 = ymin - 1, x2 = xmax, y2 = ymax.
 */
public final class VocDirectory implements DataSetDirectory {
  /** What {@link #find} looks for, for messages. */
  public static final String LOOKED_FOR =
      "Annotations, JPEGImages and ImageSets/Main, or VOCdevkit/VOC* or VOC* with these";

  private final VocLayout layout;

  private VocDirectory(VocLayout layout) {
    this.layout = layout;
  }

  /**
   * The VOC data set in a folder, if it looks like one.
   *
   * @throws DataSetException where a devkit has several years, or the folder cannot be listed
   */
  public static Optional<VocDirectory> find(Path directory) throws DataSetException {
    if (isLayout(directory)) {
      return Optional.of(new VocDirectory(new VocLayout(directory)));
    }
    Path devkit = directory.resolve("VOCdevkit");
    List<Path> years = years(Files.isDirectory(devkit) ? devkit : directory);
    if (years.size() > 1) {
      throw new DataSetException(
          "%s holds several data sets; name one of them: %s"
              .formatted(
                  directory, String.join(", ", years.stream().map(Path::toString).toList())));
    }
    return years.stream().map(year -> new VocDirectory(new VocLayout(year))).findFirst();
  }

  private static boolean isLayout(Path directory) {
    return Files.isDirectory(directory.resolve("Annotations"))
        || Files.isDirectory(directory.resolve("ImageSets"));
  }

  private static List<Path> years(Path devkit) throws DataSetException {
    try (Stream<Path> found = Files.list(devkit)) {
      return found
          .filter(f -> f.getFileName().toString().startsWith("VOC") && isLayout(f))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DataSetException(devkit + " cannot be listed: " + e.getMessage(), e);
    }
  }

  @Override
  public Path root() {
    return layout.root();
  }

  @Override
  public String format() {
    return "Pascal VOC";
  }

  @Override
  public List<String> splits() throws DataSetException {
    layout.requireFolders();
    return layout.splitNames();
  }

  @Override
  public StatedSplit split(String name) throws DataSetException {
    VocSplitList list = layout.list(name);
    return new VocSplit(layout, name, list.file(), list.ids());
  }

  @Override
  public StatedSplit source(String splitOrNull) throws DataSetException {
    if (splitOrNull != null) {
      return split(splitOrNull);
    }
    List<String> ids = layout.annotatedIds();
    if (ids.isEmpty()) {
      throw new DataSetException(layout.annotations() + " has no annotation; add some");
    }
    return new VocSplit(layout, "all images", layout.annotations(), ids);
  }
}
