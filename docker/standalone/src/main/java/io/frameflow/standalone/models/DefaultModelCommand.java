package io.frameflow.standalone.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code frameflow default-model}: makes the model that comes with Frameflow again, from nothing.
 * It is four other verbs with fixed arguments, which it prints.
 */
@Command(
    name = "default-model",
    mixinStandardHelpOptions = true,
    description =
        "Trains the demo's model from nothing: draws a data set of simulated streets, trains the"
            + " swift network on it, trains on with more weight on the boxes, and compresses its"
            + " first layer behind the pooling. The package is OUT/model. The same command again"
            + " goes on where an earlier one was broken off.")
public final class DefaultModelCommand implements Callable<Integer> {
  private static final int MOST_TO_MEASURE_ON = 150;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description =
          "Folder for the data set (OUT/streets), the runs (OUT/run, OUT/boxes) and OUT/model.")
  private Path out;

  @Option(
      names = "--pictures",
      defaultValue = "4000",
      paramLabel = "N",
      description =
          "Streets to train on; at most 150 more are drawn to measure on (default:"
              + " ${DEFAULT-VALUE}).")
  private int pictures;

  @Option(
      names = "--steps",
      defaultValue = "6000",
      paramLabel = "N",
      description = "Training steps; half as many follow (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Path first = out.resolve("run");
    Path second = out.resolve("boxes");
    // The seed draws the same pictures again, and nobody trains on half of them.
    int code = Files.exists(first) ? 0 : run(simulate());
    code = code == 0 ? run(trainFirst(first)) : code;
    code = code == 0 ? run(trainSecond(first, second)) : code;
    return code == 0 ? run(compress(second)) : code;
  }

  /** Other streets than the demo's cameras film. */
  private String[] simulate() {
    return verb(
        "simulate --seed 1 --force",
        "--train",
        Integer.toString(pictures),
        "--val",
        Integer.toString(Math.min(MOST_TO_MEASURE_ON, pictures)),
        "--out",
        streets());
  }

  private String[] trainFirst(Path run) {
    return training(
        run,
        steps,
        "train --split train --backbone swift --name streets --augment hflip --keep 1"
            + " --learning-rate .03 --proposal-count 600 --proposal-recall none");
  }

  /** Objects are told apart by then; what is left to learn are their edges. */
  private String[] trainSecond(Path first, Path run) {
    return training(
        run,
        Math.max(1, steps / 2),
        "train --split train --val-split val --backbone swift --name streets --augment hflip"
            + " --keep 1 --learning-rate .015 --lambda 2 --seed 7 --proposal-count 600"
            + " --proposal-recall none --box-voting .8,1 --refine 150",
        "--weights",
        first.resolve("checkpoint.safetensors").toString());
  }

  private String[] training(Path run, int length, String fixed, String... more) {
    List<String> flags = new ArrayList<>(List.of(more));
    flags.addAll(
        List.of("--steps", Integer.toString(length), "--data", streets(), "--out", run.toString()));
    if (Files.exists(run)) {
      flags.add("--resume");
    }
    return verb(fixed, flags.toArray(String[]::new));
  }

  private String[] compress(Path run) {
    return verb(
        "compress --svd fc6=160 --proposal-count 300",
        "--data",
        streets(),
        "--out",
        out.resolve("model").toString(),
        run.toString());
  }

  private String streets() {
    return out.resolve("streets").toString();
  }

  private static String[] verb(String fixed, String... rest) {
    return Stream.concat(Arrays.stream(fixed.split(" ")), Arrays.stream(rest))
        .toArray(String[]::new);
  }

  private int run(String... arguments) {
    CommandLine frameflow = spec.commandLine().getParent();
    frameflow.getOut().println("frameflow " + String.join(" ", arguments));
    frameflow.getOut().flush();
    return frameflow.execute(arguments);
  }
}
