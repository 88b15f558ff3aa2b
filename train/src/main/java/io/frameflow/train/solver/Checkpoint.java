package io.frameflow.train.solver;

import io.frameflow.train.network.Safetensors;
import io.frameflow.train.network.WeightArray;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run's state between two steps.
 *
 * @param completedSteps steps that have been taken
 * @param configuration the run's settings as text, compared on resuming
 * @param weights all weights by name
 * @param momenta by the weight's name
 */
public record Checkpoint(
    int completedSteps,
    String configuration,
    Map<String, WeightArray> weights,
    Map<String, WeightArray> momenta) {

  private static final String WEIGHT = "weight:";
  private static final String MOMENTUM = "momentum:";
  private static final String STEPS = "completedSteps";
  private static final String CONFIGURATION = "configuration";

  /**
   * Writes the state to a file beside, forces it to the disk and renames it, so that a crash leaves
   * the old or the new state, never a broken one.
   */
  public void save(Path file) throws IOException {
    Map<String, WeightArray> tensors = new LinkedHashMap<>();
    weights.forEach((name, value) -> tensors.put(WEIGHT + name, value));
    momenta.forEach((name, value) -> tensors.put(MOMENTUM + name, value));
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Safetensors state =
        new Safetensors(
            tensors, Map.of(STEPS, Integer.toString(completedSteps), CONFIGURATION, configuration));
    try {
      state.write(beside);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(beside);
      throw new IOException(
          "the checkpoint %s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
    try (FileChannel directory =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /**
   * Reads a state.
   *
   * @throws IOException if there is none or the file is damaged; the message names it
   */
  public static Checkpoint load(Path file) throws IOException {
    Safetensors stored = Safetensors.read(file);
    Map<String, WeightArray> weights = new LinkedHashMap<>();
    Map<String, WeightArray> momenta = new LinkedHashMap<>();
    stored
        .tensors()
        .forEach(
            (name, value) -> {
              if (name.startsWith(WEIGHT)) {
                weights.put(name.substring(WEIGHT.length()), value);
              } else if (name.startsWith(MOMENTUM)) {
                momenta.put(name.substring(MOMENTUM.length()), value);
              }
            });
    try {
      int steps = Integer.parseInt(stored.metadata().getOrDefault(STEPS, ""));
      String configuration = stored.metadata().getOrDefault(CONFIGURATION, "");
      return new Checkpoint(steps, configuration, weights, momenta);
    } catch (NumberFormatException e) {
      throw new IOException(file + ": not a checkpoint of a training run", e);
    }
  }
}
