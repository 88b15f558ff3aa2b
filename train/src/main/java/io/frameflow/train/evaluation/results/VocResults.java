package io.frameflow.train.evaluation.results;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.files.WholeFile;
import io.frameflow.train.evaluation.ScoredBox;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Pascal VOC's results format: a file per class, named {@code comp4_det_SPLIT_CLASS.txt}, with
 * lines of {@code IMAGE SCORE XMIN YMIN XMAX YMAX}. The edges are the first and the last pixel,
 * counted from 1: x1 = XMIN - 1, x2 = XMAX.
 */
public final class VocResults {
  private static final int FIELDS = 6;
  private static final int FIRST_EDGE = 2;
  private static final String ENDING = ".txt";

  private VocResults() {}

  static void read(Path file, KnownNames names, Consumer<ScoredBox> detections) throws IOException {
    String label = label(file, names);
    try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      long number = 0;
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        number++;
        if (!line.isBlank()) {
          detections.accept(detection(new DetectionLine(file, number, names), label, line));
        }
      }
    } catch (CharacterCodingException e) {
      throw new ResultsException(file, "is neither JSON nor text");
    }
  }

  /** The longest label that the file's name ends with. */
  private static String label(Path file, KnownNames names) throws ResultsException {
    String name = file.getFileName().toString();
    return names.labels().stream()
        .filter(label -> name.endsWith("_" + label + ENDING))
        .max(Comparator.comparingInt(String::length))
        .orElseThrow(
            () ->
                new ResultsException(
                    file,
                    "is no JSON, and its name is not comp4_det_SPLIT_CLASS.txt with one of the"
                        + " classes "
                        + names.labelsInShort()));
  }

  private static ScoredBox detection(DetectionLine place, String label, String line)
      throws ResultsException {
    String[] fields = line.strip().split("\\s+", -1);
    if (fields.length != FIELDS) {
      throw new ResultsException(
          place.file(),
          place.line(),
          "has %d fields instead of: image score xmin ymin xmax ymax".formatted(fields.length));
    }
    double score = number(place, fields[1]);
    double[] edges = new double[FIELDS - FIRST_EDGE];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = number(place, fields[FIRST_EDGE + i]) - (i < 2 ? 1 : 0);
    }
    return place.detection(fields[0], label, score, edges);
  }

  private static double number(DetectionLine place, String field) throws ResultsException {
    try {
      return Double.parseDouble(field);
    } catch (NumberFormatException e) {
      throw new ResultsException(place.file(), place.line(), "'" + field + "' is not a number", e);
    }
  }

  /**
   * Writes a file for each class into a folder.
   *
   * @param split named in the files' names
   */
  public static void write(
      Path folder, String split, List<ScoredBox> detections, List<String> labels)
      throws IOException {
    for (int i = 0; i < labels.size(); i++) {
      int classId = i + 1;
      StringBuilder text = new StringBuilder();
      detections.stream()
          .filter(detection -> detection.classId() == classId)
          .forEach(detection -> append(text, detection));
      String name = "comp4_det_" + split + "_" + labels.get(i) + ENDING;
      WholeFile.write(folder.resolve(name), text.toString());
    }
  }

  private static void append(StringBuilder text, ScoredBox detection) {
    Box box = detection.box();
    text.append(detection.imageId()).append(' ').append(detection.score());
    text.append(' ').append((double) box.x1() + 1).append(' ').append((double) box.y1() + 1);
    text.append(' ').append(box.x2()).append(' ').append(box.y2()).append('\n');
  }
}
