package io.frameflow.train.data.voc;

import io.frameflow.train.data.DataSetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the parts of a Pascal VOC folder lie: {@code Annotations/ID.xml}, {@code
 * JPEGImages/ID.jpg}, {@code ImageSets/Main/SPLIT.txt} with one id per line.
 */
record VocLayout(Path root) {
  private static final List<String> IMAGE_SUFFIXES =
      List.of(".jpg", ".jpeg", ".JPG", ".JPEG", ".png", ".PNG");

  Path annotations() {
    return root.resolve("Annotations");
  }

  Path images() {
    return root.resolve("JPEGImages");
  }

  Path splits() {
    return root.resolve("ImageSets").resolve("Main");
  }

  /**
   * @throws DataSetException naming the part of the layout that is missing
   */
  void requireFolders() throws DataSetException {
    for (Path folder : List.of(annotations(), images())) {
      requireFolder(folder);
    }
  }

  private void requireFolder(Path folder) throws DataSetException {
    if (!Files.isDirectory(folder)) {
      throw new DataSetException(
          "data set "
              + root
              + " has no folder "
              + root.relativize(folder)
              + "; Pascal VOC layout needs Annotations, JPEGImages and ImageSets/Main");
    }
  }

  /** The list of a split. */
  VocSplitList list(String split) throws DataSetException {
    requireFolders();
    requireFolder(splits());
    Path list = inside(splits(), split + ".txt");
    if (!Files.isRegularFile(list)) {
      List<String> names = splitNames();
      throw new DataSetException(
          "data set %s has no split '%s' (%s); %s"
              .formatted(
                  root,
                  split,
                  list,
                  names.isEmpty()
                      ? "there is none yet, 'frameflow data split' makes some"
                      : "there are: " + String.join(", ", names)));
    }
    return VocSplitList.read(list);
  }

  /** The ids of all annotation files, sorted. */
  List<String> annotatedIds() throws DataSetException {
    requireFolders();
    return stems(annotations(), ".xml");
  }

  Path annotation(String id) throws DataSetException {
    Path file = inside(annotations(), id + ".xml");
    if (!Files.isRegularFile(file)) {
      throw new DataSetException(
          "annotation " + file + " is missing; add it or take '" + id + "' off the split list");
    }
    return file;
  }

  Path image(String id) throws DataSetException {
    for (String suffix : IMAGE_SUFFIXES) {
      Path file = inside(images(), id + suffix);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new DataSetException(
        "image "
            + images().resolve(id + ".jpg")
            + " is missing (nor .jpeg or .png); add it or take '"
            + id
            + "' off the split list");
  }

  // A list is input like any other: "../../etc/x" must not lead out of the data set.
  private static Path inside(Path folder, String name) throws DataSetException {
    if (name.indexOf('\0') >= 0) {
      throw new DataSetException("'" + name.replace('\0', '?') + "' is no file name");
    }
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder.normalize())) {
      throw new DataSetException("'" + name + "' leads out of the folder " + folder);
    }
    return file;
  }

  /** The names of the lists, sorted, without the devkit's lists about a single class. */
  List<String> splitNames() throws DataSetException {
    List<String> names = new ArrayList<>();
    if (Files.isDirectory(splits())) {
      for (String name : stems(splits(), ".txt")) {
        if (!VocSplitList.read(splits().resolve(name + ".txt")).ofOneClass()) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static List<String> stems(Path folder, String suffix) throws DataSetException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.endsWith(suffix) && !n.startsWith("."))
          .map(n -> n.substring(0, n.length() - suffix.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DataSetException(folder + " cannot be listed: " + e.getMessage(), e);
    }
  }
}
