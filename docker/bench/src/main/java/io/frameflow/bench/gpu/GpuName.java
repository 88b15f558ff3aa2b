package io.frameflow.bench.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The names of the cards, as NVIDIA's driver tells them. */
final class GpuName {

  private static final String MODEL = "Model:";

  private GpuName() {}

  /**
   * Of all cards below the driver's folder.
   *
   * @param folder {@code /proc/driver/nvidia/gpus}, which has a folder for each card
   * @return names with commas between; "NVIDIA GPU" where the driver does not tell them
   */
  static String of(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return "NVIDIA GPU";
    }
    List<Path> cards;
    try (Stream<Path> all = Files.list(folder)) {
      cards = all.sorted(Comparator.naturalOrder()).toList();
    }
    StringBuilder names = new StringBuilder();
    for (Path card : cards) {
      for (String line : Files.readAllLines(card.resolve("information"))) {
        if (line.startsWith(MODEL)) {
          names.append(names.isEmpty() ? "" : ", ").append(line.substring(MODEL.length()).strip());
        }
      }
    }
    return names.isEmpty() ? "NVIDIA GPU" : names.toString();
  }
}
