package io.frameflow.train.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.frameflow.detector.files.WholeFile;
import io.frameflow.train.data.AnnotationTarget;
import io.frameflow.train.data.DataSetDirectory;
import io.frameflow.train.data.ParallelDecoding;
import io.frameflow.train.data.check.CheckReport;
import io.frameflow.train.data.check.DataSetInspection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code data check}: what is wrong with a data set, and its repair. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Opens every image and annotation and says what is wrong: degenerate boxes and boxes outside,"
          + " missing, empty and corrupt files, wrong sizes, duplicates, images in two splits,"
          + " classes that a split lacks.",
      "Exit code 0: nothing is wrong. 1: something is, or the data set cannot be read."
    })
public final class DataCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataFolder data;

  @Mixin private DecodingOptions machine;

  @Option(
      names = "--split",
      split = ",",
      paramLabel = "NAME",
      description = "Splits to look at (default: all that there are).")
  private List<String> splits;

  @Option(
      names = "--fix",
      description = {
        "Write repaired annotations: unusable and repeated boxes go, boxes are cut at the image's"
            + " edge, sizes corrected, entries without a usable image or annotation leave their"
            + " split. Image files are never touched.",
        "Without --out every changed file keeps its original beside it as FILE.orig. The exit code"
            + " speaks of the data set as it was found."
      })
  private boolean fix;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "With --fix: leave the data set alone and write a repaired one to this new folder, with"
              + " links to the images.")
  private Path out;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write what was found to this file as JSON.")
  private Path json;

  @Override
  public Integer call() throws IOException {
    if (out != null && !fix) {
      throw new ParameterException(spec.commandLine(), "--out goes with --fix; give both");
    }
    DataSetDirectory directory = data.open();
    AnnotationTarget target =
        out == null
            ? AnnotationTarget.inPlace(directory.root())
            : AnnotationTarget.copy(directory.root(), out);
    DataSetInspection inspection =
        new DataSetInspection(directory, splits == null ? directory.splits() : splits);
    CheckReport report;
    try (ParallelDecoding decoding = machine.decoding()) {
      report = inspection.check(decoding);
    }
    PrintWriter console = spec.commandLine().getOut();
    console.print(CheckText.of(report));
    console.flush();
    if (json != null) {
      WholeFile.write(
          json,
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.toMap())
              + System.lineSeparator());
    }
    if (fix) {
      List<String> changes = inspection.repair(target);
      changes.forEach(console::println);
      console.println(ending(changes, target));
      console.flush();
    }
    return report.problems() == 0 ? 0 : 1;
  }

  private String ending(List<String> changes, AnnotationTarget target) {
    if (target.isCopy()) {
      return "repaired data set: " + out;
    }
    return changes.isEmpty()
        ? "nothing to repair"
        : "repaired in place; the files as they were are kept beside as *.orig";
  }
}
