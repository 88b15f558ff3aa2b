package io.frameflow.train.ablation;

import io.frameflow.detector.files.FileTree;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.train.ablation.design.Bench;
import io.frameflow.train.ablation.design.Variant;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.runs.RunFolder;
import io.frameflow.train.solver.SessionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The runs of one seed in the ablation's folder. */
record RunBench(
    AblationFolder folder,
    long seed,
    DataSet training,
    DataSet validation,
    SessionSettings session,
    Consumer<String> console)
    implements Bench {

  @Override
  public RunFolder run(Variant variant) {
    return folder.run(variant, seed);
  }

  @Override
  public ModelPackage model(Variant variant) throws IOException {
    return ModelPackage.open(run(variant).model());
  }

  @Override
  public Path place(String name) throws IOException {
    Path place = folder.place(name, seed);
    // Of a measurement that was broken off before its figures were written.
    FileTree.delete(place);
    Files.createDirectories(place.getParent());
    return place;
  }

  @Override
  public void say(String line) {
    console.accept(line);
  }
}
