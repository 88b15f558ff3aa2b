package io.frameflow.train.ablation.design;

import io.frameflow.detector.models.ModelPackage;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.runs.RunFolder;
import io.frameflow.train.solver.SessionSettings;
import java.io.IOException;
import java.nio.file.Path;

/** What a measurement works with: the finished runs of one seed, and the images. */
public interface Bench {

  long seed();

  /** The files of a variant's finished run. */
  RunFolder run(Variant variant);

  /** A variant's finished model. */
  ModelPackage model(Variant variant) throws IOException;

  /** What the variants learned from. */
  DataSet training();

  /** What is measured on. */
  DataSet validation();

  SessionSettings session();

  /** A place for files of a measurement, where nothing is yet. */
  Path place(String name) throws IOException;

  /** Hears of the work. */
  void say(String line);
}
