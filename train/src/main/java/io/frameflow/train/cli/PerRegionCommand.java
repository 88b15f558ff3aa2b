package io.frameflow.train.cli;

import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.ImageFiles;
import io.frameflow.detector.images.ImageLimits;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.train.progress.Progress;
import io.frameflow.train.regions.PerRegionOptions;
import io.frameflow.train.regions.PerRegionTimes;
import io.frameflow.train.regions.SharedPass;
import io.frameflow.train.solver.SessionSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code per-region}: what sharing the convolutions saves. */
@Command(
    name = "per-region",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs every region of an image through the whole network, as R-CNN does, and all of them"
            + " through one shared pass, as Fast R-CNN does, and prints both times.")
public final class PerRegionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Model package (the folder with model.json), or the folder of a run.")
  private Path model;

  @Option(
      names = "--image",
      required = true,
      paramLabel = "FILE",
      description = "JPEG or PNG image; it is scaled as the model wants it.")
  private Path file;

  @Option(
      names = "--proposals",
      defaultValue = "2000",
      paramLabel = "N",
      description = "Regions of the image (default: ${DEFAULT-VALUE}).")
  private int proposals;

  @Option(
      names = "--crop",
      defaultValue = "224",
      paramLabel = "PIXELS",
      description = "Side of the square that a region is warped to (default: ${DEFAULT-VALUE}).")
  private int crop;

  @Option(
      names = "--batch",
      defaultValue = "16",
      paramLabel = "N",
      description = "Crops per run of the network (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--compressed",
      paramLabel = "DIR",
      description = "Time the shared pass of this compressed model too (see compress).")
  private Path compressed;

  @Mixin private MachineOptions machine;

  @Override
  public Integer call() throws IOException {
    PerRegionOptions options;
    SessionSettings settings;
    try {
      options = new PerRegionOptions(proposals, crop, batch);
      settings = machine.session();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    ModelPackage whole = ModelPackage.open(ModelFolder.packageOf(model));
    ModelPackage small =
        compressed == null ? null : ModelPackage.open(ModelFolder.packageOf(compressed));
    Image image;
    try (ImageDecoder decoder = new ImageDecoder()) {
      image = ImageFiles.read(file, decoder, ImageLimits.DEFAULT);
    }
    SharedPass smallPass =
        small == null ? null : PerRegionTimes.sharedPass(small, image, proposals, settings);
    PerRegionTimes times;
    try (Progress progress = Progress.start("regions", proposals)) {
      times = PerRegionTimes.measure(whole, image, options, settings, progress);
    }
    PrintWriter console = spec.commandLine().getOut();
    console.print(PerRegionTable.of(times));
    if (smallPass != null) {
      console.print(PerRegionTable.compressed(times, smallPass));
    }
    console.flush();
    return 0;
  }
}
