package io.frameflow.standalone.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code frameflow default-model}: makes the model that comes with Frameflow again, from nothing.
 * It is two other verbs with fixed arguments, which it prints.
 */
@Command(
    name = "default-model",
    mixinStandardHelpOptions = true,
    description =
        "Trains the demo's model from nothing: draws a data set of simulated streets, then trains"
            + " the plain-lite network on it. The package is OUT/run/model.")
public final class DefaultModelCommand implements Callable<Integer> {

  /** Streets of other seeds than the demo's cameras film. */
  private static final String SEED = "1";

  private static final String TRAIN_IMAGES = "1200";
  private static final String VAL_IMAGES = "150";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description = "Folder for the data set (OUT/streets) and the run (OUT/run).")
  private Path out;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Training steps (default: those of the recipe).")
  private Integer steps;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    String streets = out.resolve("streets").toString();
    int drawn =
        run(
            "simulate",
            "--out",
            streets,
            "--train",
            TRAIN_IMAGES,
            "--val",
            VAL_IMAGES,
            "--seed",
            SEED);
    if (drawn != 0) {
      return drawn;
    }
    List<String> train =
        new ArrayList<>(
            List.of(
                "train",
                "--data",
                streets,
                "--split",
                "train",
                "--val-split",
                "val",
                "--backbone",
                "plain-lite",
                "--name",
                "streets",
                "--out",
                out.resolve("run").toString()));
    if (steps != null) {
      train.addAll(List.of("--steps", steps.toString()));
    }
    return run(train.toArray(String[]::new));
  }

  private int run(String... arguments) {
    CommandLine frameflow = spec.commandLine().getParent();
    frameflow.getOut().println("frameflow " + String.join(" ", arguments));
    frameflow.getOut().flush();
    return frameflow.execute(arguments);
  }
}
