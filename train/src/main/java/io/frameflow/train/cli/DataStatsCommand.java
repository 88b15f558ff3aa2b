package io.frameflow.train.cli;

import io.frameflow.detector.files.WholeFile;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.statistics.ContactSheet;
import io.frameflow.train.data.statistics.DataSetStatistics;
import io.frameflow.train.data.statistics.StatisticsCharts;
import io.frameflow.train.data.statistics.StatisticsText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code data stats}: what a data set looks like. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Describes a split: classes, box sizes, aspect ratios, image sizes and objects per image as"
            + " statistics.txt and charts (PNG), and some images with their boxes as"
            + " contact-sheet.png.")
public final class DataStatsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataFolder data;

  @Option(
      names = "--split",
      defaultValue = "train",
      paramLabel = "NAME",
      description = "Split to describe (default: ${DEFAULT-VALUE}).")
  private String split;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where text and pictures go; files of the same names are replaced.")
  private Path out;

  @Option(
      names = "--tiles",
      defaultValue = "30",
      paramLabel = "N",
      description = "Images on the contact sheet, 1..600 (default: ${DEFAULT-VALUE}).")
  private int tiles;

  @Override
  public Integer call() throws IOException {
    if (tiles < 1 || tiles > 600) {
      throw new ParameterException(
          spec.commandLine(), "--tiles is " + tiles + "; it must be from 1 to 600");
    }
    DataSet images = DataSet.read(data.open().split(split), null);
    DataSetStatistics statistics = DataSetStatistics.of(images);
    String text = images.check().summary() + System.lineSeparator() + StatisticsText.of(statistics);
    Files.createDirectories(out);
    WholeFile.write(out.resolve("statistics.txt"), text);
    StatisticsCharts.write(statistics, out);
    ContactSheet.write(images, tiles, out.resolve("contact-sheet.png"));
    PrintWriter console = spec.commandLine().getOut();
    console.print(text);
    console.println("pictures: " + out);
    console.flush();
    return 0;
  }
}
