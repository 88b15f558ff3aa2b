package io.frameflow.train.imports;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The classes of a network, in the order of its outputs after the background. */
public final class Labels {

  /** What stands for the classes of Pascal VOC on the command line. */
  public static final String VOC = "voc";

  private static final List<String> VOC_CLASSES =
      List.of(
          "aeroplane",
          "bicycle",
          "bird",
          "boat",
          "bottle",
          "bus",
          "car",
          "cat",
          "chair",
          "cow",
          "diningtable",
          "dog",
          "horse",
          "motorbike",
          "person",
          "pottedplant",
          "sheep",
          "sofa",
          "train",
          "tvmonitor");

  private Labels() {}

  /**
   * The labels that are meant.
   *
   * @param source {@link #VOC}, or a text file with one label a line; empty lines are skipped
   * @throws IOException if the file cannot be read or holds no label; the message names it
   */
  public static List<String> of(String source) throws IOException {
    if (source.equals(VOC)) {
      return VOC_CLASSES;
    }
    Path file = Path.of(source);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          file + ": no such file of labels; give one label a line, without the background, or voc");
    }
    List<String> labels;
    try {
      labels = Files.readAllLines(file).stream().map(String::strip).toList();
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": the labels are no UTF-8 text", e);
    }
    labels = labels.stream().filter(label -> !label.isEmpty()).toList();
    if (labels.isEmpty()) {
      throw new IOException(file + ": holds no label");
    }
    return labels;
  }
}
