package io.frameflow.bench.cli;

import io.frameflow.bench.peers.OpenCvSelectiveSearch;
import io.frameflow.bench.recall.Coverage;
import io.frameflow.bench.recall.CoverageTable;
import io.frameflow.detector.proposals.LearnedWindows;
import io.frameflow.detector.proposals.SelectiveSearch;
import io.frameflow.detector.proposals.SelectiveSearchSettings;
import io.frameflow.detector.proposals.SelectiveSearchSettings.Preset;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.formats.DataSets;
import io.frameflow.train.proposals.LearnedWindowsTrainer;
import io.frameflow.train.proposals.ProgressListener;
import io.frameflow.train.proposals.WindowTrainingOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code frameflow bench recall}: what region proposals cover of annotated images, and when. */
@Command(
    name = "recall",
    mixinStandardHelpOptions = true,
    description =
        "Compares region proposals on annotated images: the part of the objects that they cover"
            + " and their time, of ours and of OpenCV's selective search.")
final class RecallCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Data set, Pascal VOC or COCO.")
  private Path data;

  @Option(
      names = "--learn-from",
      defaultValue = "train",
      paramLabel = "SPLIT",
      description = "Images to learn windows from (default: ${DEFAULT-VALUE}).")
  private String learnFrom;

  @Option(
      names = "--split",
      defaultValue = "val",
      paramLabel = "SPLIT",
      description = "Images to compare on (default: ${DEFAULT-VALUE}).")
  private String split;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Of the learned windows (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--quality",
      description = "OpenCV's slower strategy too, which takes seconds an image.")
  private boolean quality;

  @Override
  public Integer call() throws Exception {
    DataSet learned = DataSets.open(data, learnFrom, null);
    DataSet asked = DataSets.open(data, split, learned.labels());
    LearnedWindows windows =
        LearnedWindowsTrainer.train(
            learned.images(), WindowTrainingOptions.defaults(seed), ProgressListener.SILENT);
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.println(CoverageTable.head());
    show(terminal, Coverage.planned("learned windows", windows, asked.images()));
    show(terminal, selectiveSearch(Preset.VIDEO, asked));
    show(terminal, selectiveSearch(Preset.FAST, asked));
    show(terminal, openCv(false, asked));
    if (quality) {
      show(terminal, openCv(true, asked));
    }
    return 0;
  }

  private static Coverage selectiveSearch(Preset preset, DataSet asked) throws Exception {
    return Coverage.ranked(
        "selective search, " + preset.name().toLowerCase(Locale.ROOT),
        new SelectiveSearch(SelectiveSearchSettings.of(preset)),
        asked.images());
  }

  private static Coverage openCv(boolean quality, DataSet asked) throws Exception {
    var method = OpenCvSelectiveSearch.method(quality);
    return Coverage.ranked(method.name(), method, asked.images());
  }

  private static void show(PrintWriter terminal, Coverage coverage) {
    terminal.println(CoverageTable.of(coverage));
    terminal.flush();
  }
}
