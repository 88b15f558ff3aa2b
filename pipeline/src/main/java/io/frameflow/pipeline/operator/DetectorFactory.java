package io.frameflow.pipeline.operator;

import java.io.IOException;
import java.io.Serializable;

/** Travels with the job to the TaskManagers and opens the model there. */
@FunctionalInterface
public interface DetectorFactory extends Serializable {

  /**
   * Opens the model; the caller closes it.
   *
   * @throws IOException with one line for people if the model cannot be loaded
   */
  FrameModel open() throws IOException;
}
