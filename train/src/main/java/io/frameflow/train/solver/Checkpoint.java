package io.frameflow.train.solver;

import io.frameflow.train.network.Safetensors;
import io.frameflow.train.network.SafetensorsHeader;
import io.frameflow.train.network.WeightArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

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
  private static final String CHECKSUM = "crc32c";

  /**
   * Writes the state to a file beside, forces it to the disk and renames it, so that a crash leaves
   * the old or the new state, never a broken one.
   */
  public void save(Path file) throws IOException {
    try {
      Path beside = file.resolveSibling(file.getFileName() + ".new");
      write(beside);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new IOException(
          "the checkpoint %s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Whether a file is one of these, and not weights of another program. */
  public static boolean isOne(Path file) {
    try {
      return SafetensorsHeader.read(file).metadata().containsKey(STEPS);
    } catch (IOException e) {
      // Of another format, such as Caffe's, or damaged: whoever opens it will say so.
      return false;
    }
  }

  /** Writes the state and forces it to the disk; a file that could not be finished is deleted. */
  void write(Path file) throws IOException {
    Map<String, WeightArray> tensors = new LinkedHashMap<>();
    weights.forEach((name, value) -> tensors.put(WEIGHT + name, value));
    momenta.forEach((name, value) -> tensors.put(MOMENTUM + name, value));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(STEPS, Integer.toString(completedSteps));
    metadata.put(CONFIGURATION, configuration);
    metadata.put(CHECKSUM, checksum(tensors));
    try {
      new Safetensors(tensors, metadata).write(file);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Of all names and values, in their order. */
  private static String checksum(Map<String, WeightArray> tensors) {
    CRC32C sum = new CRC32C();
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    tensors.forEach(
        (name, tensor) -> {
          sum.update(name.getBytes(StandardCharsets.UTF_8));
          float[] values = tensor.values();
          int step = bytes.capacity() / Float.BYTES;
          for (int from = 0; from < values.length; from += step) {
            int count = Math.min(step, values.length - from);
            bytes.clear();
            bytes.asFloatBuffer().put(values, from, count);
            sum.update(bytes.limit(count * Float.BYTES));
          }
        });
    return Long.toHexString(sum.getValue());
  }

  /**
   * Reads a state.
   *
   * @throws IOException if there is none or the file is damaged; the message names it
   */
  public static Checkpoint load(Path file) throws IOException {
    Safetensors stored = Safetensors.read(file);
    String sum = stored.metadata().get(CHECKSUM);
    if (sum != null && !sum.equals(checksum(stored.tensors()))) {
      throw new IOException(file + ": damaged (its checksum is wrong)");
    }
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
