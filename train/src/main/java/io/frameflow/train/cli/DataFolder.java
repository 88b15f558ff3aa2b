package io.frameflow.train.cli;

import io.frameflow.train.data.DataSetDirectory;
import io.frameflow.train.data.DataSetException;
import io.frameflow.train.data.formats.DataSets;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The folder that every verb about a data set is told. */
final class DataFolder {

  @Parameters(
      paramLabel = "DIR",
      description = "Data set in Pascal VOC layout (or a VOCdevkit around it) or COCO layout.")
  private Path directory;

  /** Recognises the format. */
  DataSetDirectory open() throws DataSetException {
    return DataSets.recognise(directory);
  }
}
