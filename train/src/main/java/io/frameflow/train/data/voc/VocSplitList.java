package io.frameflow.train.data.voc;

import io.frameflow.train.data.DataSetException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list of {@code ImageSets/Main}: one image id per line. The devkit also has lists about a single
 * class, such as {@code cat_train.txt}, where a second column says whether an image shows it: 1, 0
 * if only as a difficult object, -1 if not. Of those the images that show it are taken.
 *
 * @param ids in file order; one may stand there twice
 * @param ofOneClass whether it is a list with that second column
 */
record VocSplitList(Path file, List<String> ids, boolean ofOneClass) {
  private static final Pattern FLAGGED = Pattern.compile("(\\S+)\\s+(-1|0|1)");
  private static final String ABSENT = "-1";

  VocSplitList {
    ids = List.copyOf(ids);
  }

  static VocSplitList read(Path file) throws DataSetException {
    List<String> lines = new ArrayList<>();
    for (String line : text(file)) {
      if (!line.isBlank()) {
        lines.add(line.strip());
      }
    }
    if (lines.isEmpty()) {
      throw new DataSetException("split list " + file + " is empty; list at least one image id");
    }
    // An id may end in " 1" itself, so every line must look like one with a flag.
    boolean flagged = lines.stream().allMatch(l -> FLAGGED.matcher(l).matches());
    boolean ofOneClass = flagged && lines.stream().anyMatch(l -> l.endsWith(ABSENT));
    return new VocSplitList(file, ofOneClass ? present(lines) : lines, ofOneClass);
  }

  private static List<String> present(List<String> lines) {
    List<String> ids = new ArrayList<>();
    for (String line : lines) {
      Matcher flagged = FLAGGED.matcher(line);
      if (flagged.matches() && !flagged.group(2).equals(ABSENT)) {
        ids.add(flagged.group(1));
      }
    }
    return ids;
  }

  private static List<String> text(Path list) throws DataSetException {
    try {
      return Files.readAllLines(list);
    } catch (MalformedInputException e) {
      throw new DataSetException(
          "split list " + list + " is not UTF-8 text; re-save it as UTF-8", e);
    } catch (IOException e) {
      throw new DataSetException("split list " + list + " cannot be read: " + e.getMessage(), e);
    }
  }
}
