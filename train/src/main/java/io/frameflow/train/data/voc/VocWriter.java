package io.frameflow.train.data.voc;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.files.WholeFile;
import io.frameflow.train.data.GroundTruth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a Pascal VOC data set that {@link VocDirectory} and other VOC tools read. Boxes are
 * rounded to whole pixels, at least two a side. The split lists appear on {@link #close}, so a
 * broken-off run leaves no list that names half of its images. Not thread safe.
 */
public final class VocWriter implements AutoCloseable {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

  private final VocLayout layout;
  private final Map<String, Set<String>> splits = new LinkedHashMap<>();

  /** Creates the folders where needed; existing images stay. */
  public VocWriter(Path directory) throws IOException {
    layout = new VocLayout(directory);
    for (Path folder : List.of(layout.annotations(), layout.images(), layout.splits())) {
      Files.createDirectories(folder);
    }
  }

  /**
   * Adds an image with its objects to a split.
   *
   * @param id letters, digits, dot, dash, underscore; unique in the split
   * @param jpeg the file's bytes, written as they are
   * @param width pixels
   * @param height pixels
   */
  public void add(
      String split, String id, byte[] jpeg, int width, int height, List<GroundTruth> objects)
      throws IOException {
    for (String name : List.of(split, id)) {
      if (!ID.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "'" + name + "' is no usable name; use 1-128 of A-Z a-z 0-9 _ . -");
      }
    }
    if (!splits.computeIfAbsent(split, s -> new LinkedHashSet<>()).add(id)) {
      throw new IllegalArgumentException("image '" + id + "' was already added to " + split);
    }
    WholeFile.write(layout.images().resolve(id + ".jpg"), jpeg);
    WholeFile.write(
        layout.annotations().resolve(id + ".xml"), annotation(id, width, height, objects));
  }

  /** Writes the split lists; a list of the same name is replaced. */
  @Override
  public void close() throws IOException {
    for (Map.Entry<String, Set<String>> split : splits.entrySet()) {
      WholeFile.write(
          layout.splits().resolve(split.getKey() + ".txt"),
          String.join("\n", split.getValue()) + "\n");
    }
  }

  private static String annotation(String id, int width, int height, List<GroundTruth> objects) {
    StringBuilder xml = new StringBuilder();
    xml.append(
        """
        <annotation>
          <folder>JPEGImages</folder>
          <filename>%s.jpg</filename>
          <size><width>%d</width><height>%d</height><depth>3</depth></size>
        """
            .formatted(id, width, height));
    for (GroundTruth object : objects) {
      Box box = object.box();
      int[] x = wholePixels(box.x1(), box.x2(), width);
      int[] y = wholePixels(box.y1(), box.y2(), height);
      xml.append(
          """
            <object>
              <name>%s</name>
              <difficult>%d</difficult>
              <bndbox><xmin>%d</xmin><ymin>%d</ymin><xmax>%d</xmax><ymax>%d</ymax></bndbox>
            </object>
          """
              .formatted(
                  escape(object.label()),
                  object.difficult() ? 1 : 0,
                  x[0] + 1,
                  y[0] + 1,
                  x[1],
                  y[1]));
    }
    return xml.append("</annotation>\n").toString();
  }

  // Two pixels at least: readers take xmax = xmin for a degenerate box.
  private static int[] wholePixels(float low, float high, int side) {
    int from = Math.max(0, Math.min(Math.round(low), side - 2));
    int to = Math.min(side, Math.max(Math.round(high), from + 2));
    return new int[] {from, to};
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
