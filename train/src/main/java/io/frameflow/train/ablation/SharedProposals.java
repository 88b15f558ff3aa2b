package io.frameflow.train.ablation;

import io.frameflow.detector.files.WholeFile;
import io.frameflow.train.ablation.design.Variant;
import io.frameflow.train.runs.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Hands proposals from one run of a seed to the others. What learned windows learn depends on the
 * images and the seed alone, so that a variant would only learn and compute the same again.
 */
record SharedProposals(AblationFolder folder, List<Variant> variants) {

  /** Gives a run that has not begun what another run of its seed and its proposals has made. */
  void give(Variant variant, long seed) throws IOException {
    RunFolder run = folder.run(variant, seed);
    if (Files.exists(run.configuration())) {
      return;
    }
    for (Variant other : variants) {
      RunFolder source = folder.run(other, seed);
      boolean isAlike = other.recipe().proposals().equals(variant.recipe().proposals());
      if (isAlike && !source.equals(run) && Files.exists(source.model())) {
        copy(source, run);
        return;
      }
    }
  }

  private static void copy(RunFolder source, RunFolder run) throws IOException {
    Files.createDirectories(run.cache());
    if (Files.isDirectory(source.cache())) {
      List<Path> files;
      try (Stream<Path> found = Files.list(source.cache())) {
        files = found.filter(Files::isRegularFile).toList();
      }
      for (Path file : files) {
        copy(file, run.cache().resolve(file.getFileName()));
      }
    }
    if (Files.exists(source.proposals())) {
      copy(source.proposals(), run.proposals());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    WholeFile.write(to, out -> Files.copy(from, out));
  }
}
