package io.frameflow.train.evaluation.results;

import io.frameflow.train.evaluation.ScoredBox;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads results files of either kind; which one it is shows in the content. */
public final class ResultsReader {
  private ResultsReader() {}

  /**
   * Reads detections.
   *
   * @param paths files, or folders of {@code .txt} files: COCO results as JSON, or one Pascal VOC
   *     file per class
   * @param names what the files may speak of
   * @throws ResultsException naming file, line and mistake
   */
  public static List<ScoredBox> read(List<Path> paths, KnownNames names) throws IOException {
    List<ScoredBox> detections = new ArrayList<>();
    for (Path path : paths) {
      for (Path file : files(path)) {
        if (isJson(file)) {
          CocoResults.read(file, names, detections::add);
        } else {
          VocResults.read(file, names, detections::add);
        }
      }
    }
    return detections;
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      List<Path> files = entries.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
      if (files.isEmpty()) {
        throw new ResultsException(path, "holds no .txt file; name a results file");
      }
      return files;
    }
  }

  private static boolean isJson(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ResultsException(file, "no such file");
    }
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      int c = text.read();
      while (c >= 0 && Character.isWhitespace(c)) {
        c = text.read();
      }
      return c == '[' || c == '{';
    }
  }
}
