package io.frameflow.train.data.formats;

import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.DataSetDirectory;
import io.frameflow.train.data.DataSetException;
import io.frameflow.train.data.coco.CocoDirectory;
import io.frameflow.train.data.voc.VocDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Opens data sets of every format that there is; the format is recognised from the folder. */
public final class DataSets {
  private static final int NAMES_SHOWN = 8;

  private DataSets() {}

  /**
   * Reads one split.
   *
   * @param labelsOrNull the class names in the order of their ids 1..K; null for those of the split
   * @see DataSet#read
   */
  public static DataSet open(Path directory, String split, List<String> labelsOrNull)
      throws DataSetException {
    return DataSet.read(recognise(directory).split(split), labelsOrNull);
  }

  /**
   * Finds out the format of a folder.
   *
   * @throws DataSetException where it has none that is known; the message says what was looked for
   */
  public static DataSetDirectory recognise(Path directory) throws DataSetException {
    if (!Files.isDirectory(directory)) {
      throw new DataSetException(
          "data set folder "
              + directory
              + (Files.exists(directory) ? " is no folder" : " does not exist")
              + "; name a folder in Pascal VOC or COCO layout");
    }
    Optional<VocDirectory> voc = VocDirectory.find(directory);
    if (voc.isPresent()) {
      return voc.get();
    }
    Optional<CocoDirectory> coco = CocoDirectory.find(directory);
    if (coco.isPresent()) {
      return coco.get();
    }
    throw new DataSetException(
        "%s is no data set that can be read; looked for Pascal VOC (%s) and for COCO (%s); the folder has %s"
            .formatted(
                directory, VocDirectory.LOOKED_FOR, CocoDirectory.LOOKED_FOR, names(directory)));
  }

  private static String names(Path directory) throws DataSetException {
    try (Stream<Path> found = Files.list(directory)) {
      List<String> names =
          found.limit(NAMES_SHOWN + 1L).map(f -> f.getFileName().toString()).sorted().toList();
      String shown = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
      return names.isEmpty()
          ? "nothing in it"
          : shown + (names.size() > NAMES_SHOWN ? ", ..." : "");
    } catch (IOException e) {
      throw new DataSetException(directory + " cannot be listed: " + e.getMessage(), e);
    }
  }
}
