package io.frameflow.train.data;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

  /** The ids of a split, in file order. */
  List<String> ids(String split) throws DataSetException {
    if (!Files.isDirectory(root)) {
      throw new DataSetException(
          "data set folder " + root + " does not exist; name a folder in Pascal VOC layout");
    }
    for (Path folder : List.of(annotations(), images(), splits())) {
      if (!Files.isDirectory(folder)) {
        throw new DataSetException(
            "data set "
                + root
                + " has no folder "
                + root.relativize(folder)
                + "; Pascal VOC layout needs Annotations, JPEGImages and ImageSets/Main");
      }
    }
    Path list = inside(splits(), split + ".txt");
    if (!Files.isRegularFile(list)) {
      throw new DataSetException(
          "data set " + root + " has no split '" + split + "' (" + list + "); " + splitNames());
    }
    Set<String> ids = new LinkedHashSet<>();
    for (String line : lines(list)) {
      String id = line.strip();
      if (!id.isEmpty() && !ids.add(id)) {
        throw new DataSetException(
            "split list " + list + " names '" + id + "' twice; remove one of the lines");
      }
    }
    if (ids.isEmpty()) {
      throw new DataSetException("split list " + list + " is empty; list at least one image id");
    }
    return List.copyOf(ids);
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

  private static List<String> lines(Path list) throws DataSetException {
    try {
      return Files.readAllLines(list);
    } catch (MalformedInputException e) {
      throw new DataSetException(
          "split list " + list + " is not UTF-8 text; re-save it as UTF-8", e);
    } catch (IOException e) {
      throw new DataSetException("split list " + list + " cannot be read: " + e.getMessage(), e);
    }
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

  private String splitNames() {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(splits())) {
      files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.endsWith(".txt"))
          .map(n -> n.substring(0, n.length() - ".txt".length()))
          .sorted()
          .forEach(names::add);
    } catch (IOException e) {
      return "the folder cannot be listed: " + e.getMessage();
    }
    return names.isEmpty() ? "there is none yet" : "there are: " + String.join(", ", names);
  }
}
