package io.frameflow.train.data.coco;

import io.frameflow.train.data.DataSetDirectory;
import io.frameflow.train.data.DataSetException;
import io.frameflow.train.data.StatedSplit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder with COCO annotations ("instances"): one JSON file a split.
 *
 * <p>The id of an image is its number in the file, as in COCO's result files. Category ids may have
 * gaps; a class id is the place of the category in the order of their ids. A crowd counts as
 * difficult.
 */
public final class CocoDirectory implements DataSetDirectory {
  /** What {@link #find} looks for, for messages. */
  public static final String LOOKED_FOR =
      "annotations/instances_SPLIT.json, annotations/SPLIT.json or SPLIT/_annotations.coco.json";

  private final CocoLayout layout;

  private CocoDirectory(CocoLayout layout) {
    this.layout = layout;
  }

  /**
   * The COCO data set in a folder, if it looks like one.
   *
   * @throws DataSetException where the folder cannot be listed
   */
  public static Optional<CocoDirectory> find(Path directory) throws DataSetException {
    CocoLayout layout = new CocoLayout(directory);
    return layout.files().isEmpty() ? Optional.empty() : Optional.of(new CocoDirectory(layout));
  }

  @Override
  public Path root() {
    return layout.root();
  }

  @Override
  public String format() {
    return "COCO";
  }

  @Override
  public List<String> splits() throws DataSetException {
    return List.copyOf(layout.files().keySet());
  }

  @Override
  public StatedSplit split(String name) throws DataSetException {
    Map<String, Path> files = layout.files();
    Path file = files.get(name);
    if (file == null) {
      throw new DataSetException(
          "data set %s has no split '%s' (%s); there are: %s"
              .formatted(
                  layout.root(),
                  name,
                  layout.newAnnotations(name),
                  String.join(", ", files.keySet())));
    }
    return new CocoSplit(layout, name, file);
  }

  @Override
  public StatedSplit source(String splitOrNull) throws DataSetException {
    if (splitOrNull != null) {
      return split(splitOrNull);
    }
    List<String> names = splits();
    if (names.size() > 1) {
      throw new DataSetException(
          "data set %s has several splits; say with --from which of them to divide: %s"
              .formatted(layout.root(), String.join(", ", names)));
    }
    return split(names.get(0));
  }
}
