package io.frameflow.train.ablation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.frameflow.detector.files.WholeFile;
import io.frameflow.train.ablation.design.Measure;
import io.frameflow.train.ablation.design.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The figures that were taken, one file for each measurement and seed.
 *
 * @param folder of the ablation
 * @param warnings receives a line where a file is damaged and will be made anew
 */
record MeasurementStore(AblationFolder folder, Consumer<String> warnings) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final String FIGURES = "figures";

  /** The figures of an earlier time; empty if there are none. */
  Optional<Map<Measure, Double>> load(Measurement measurement, long seed) {
    Path file = folder.measurement(measurement, seed);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode figures = JSON.readTree(Files.readString(file)).path(FIGURES);
      if (!figures.isObject()) {
        throw new IOException("it has no figures");
      }
      Map<Measure, Double> taken = new EnumMap<>(Measure.class);
      for (Map.Entry<String, JsonNode> figure : figures.properties()) {
        Measure.of(figure.getKey())
            .ifPresent(measure -> taken.put(measure, figure.getValue().asDouble(Double.NaN)));
      }
      return Optional.of(taken);
    } catch (IOException e) {
      warnings.accept("%s is damaged (%s); measuring again".formatted(file, e.getMessage()));
      return Optional.empty();
    }
  }

  /** Writes figures, whole or not at all; what is no number is null in the file. */
  void save(Measurement measurement, long seed, Map<Measure, Double> figures, double seconds)
      throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("measurement", measurement.id());
    root.put("seed", seed);
    root.put("seconds", seconds);
    ObjectNode taken = root.putObject(FIGURES);
    figures.forEach(
        (measure, value) -> {
          if (Double.isFinite(value)) {
            taken.put(measure.key(), value);
          } else {
            taken.putNull(measure.key());
          }
        });
    Files.createDirectories(folder.measurements());
    WholeFile.write(folder.measurement(measurement, seed), JSON.writeValueAsString(root) + "\n");
  }
}
