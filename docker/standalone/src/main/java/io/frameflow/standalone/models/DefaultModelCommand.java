package io.frameflow.standalone.models;

import java.nio.file.Path;
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
            + " first layer behind the pooling. The package is OUT/model.")
public final class DefaultModelCommand implements Callable<Integer> {

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description =
          "Folder for the data set (OUT/streets), the runs (OUT/run, OUT/boxes) and OUT/model.")
  private Path out;

  @Option(
      names = "--steps",
      defaultValue = "6000",
      paramLabel = "N",
      description = "Training steps; half as many follow (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    int code = 0;
    for (String[] verb : verbs()) {
      if (code == 0) {
        code = run(verb);
      }
    }
    return code;
  }

  private List<String[]> verbs() {
    String streets = out.resolve("streets").toString();
    String first = out.resolve("run").toString();
    String second = out.resolve("boxes").toString();
    return List.of(
        // other streets than the demo's cameras film
        verb("simulate --seed 1 --train 4000 --val 150", "--out", streets),
        verb(
            "train --split train --backbone swift --name streets --augment hflip --keep 1"
                + " --learning-rate .03 --proposal-count 600 --proposal-recall none",
            "--steps",
            Integer.toString(steps),
            "--data",
            streets,
            "--out",
            first),
        // objects are told apart by then; what is left to learn are their edges
        verb(
            "train --split train --val-split val --backbone swift --name streets --augment hflip"
                + " --keep 1 --learning-rate .015 --lambda 2 --seed 7 --proposal-count 600"
                + " --proposal-recall none --box-voting .8,1 --refine 150",
            "--steps",
            Integer.toString(Math.max(1, steps / 2)),
            "--weights",
            first + "/checkpoint.safetensors",
            "--data",
            streets,
            "--out",
            second),
        verb(
            "compress --svd fc6=160 --proposal-count 300",
            "--data",
            streets,
            "--out",
            out.resolve("model").toString(),
            second));
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
