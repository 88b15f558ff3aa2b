package io.frameflow.train.cli;

import io.frameflow.detector.models.ModelPackage;
import io.frameflow.train.runs.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model package as people name it: its own folder, or that of the run that made it. */
final class ModelFolder {

  private ModelFolder() {}

  /** A run keeps its package in a folder of its own. */
  static Path packageOf(Path folder) {
    Path ofRun = new RunFolder(folder).model();
    boolean isRun =
        !Files.exists(folder.resolve(ModelPackage.MANIFEST))
            && Files.exists(ofRun.resolve(ModelPackage.MANIFEST));
    return isRun ? ofRun : folder;
  }
}
