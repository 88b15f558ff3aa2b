package io.frameflow.train.runs;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.frameflow.detector.models.FileHash;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.network.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * All settings of a run as JSON. What decides the result stands in {@code run}, which a resumed run
 * must share with its beginning; {@code machine} tells what else was so.
 */
public final class RunConfiguration {

  /** Layers are told apart by their kind. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
  private interface Kind {}

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addMixIn(Layer.class, Kind.class)
          .build();

  private static final String RUN = "run";

  private RunConfiguration() {}

  /**
   * @throws IOException if the weights file or the validation images cannot be read
   */
  static String of(TrainingOptions options, TrainingData data, Optional<DataSet> validation)
      throws IOException {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("name", options.name());
    run.put("version", options.modelVersion());
    run.put("recipe", options.recipe());
    run.put("labels", data.labels());
    run.put("images", data.images().size());
    run.put("data", data.sha256());
    run.put("weights", options.weights().isPresent() ? hash(options.weights().get()) : null);
    run.put("precision", options.session().precision().resolve());
    if (options.validation().stopsEarly() && validation.isPresent()) {
      run.put("validation", options.validation());
      run.put("validationData", validation.get().sha256());
    }
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("threads", options.session().threads());
    machine.put("java", System.getProperty("java.version"));
    machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    machine.put("checkpointEvery", options.checkpointEvery());
    machine.put("validateEvery", options.validation().every());
    machine.put("proposalRecall", options.recallOf().stream().map(ProposalPlan::named).toList());
    return text(run, machine);
  }

  /**
   * Settings as JSON.
   *
   * @param run what decides the result, of records, recipes, maps, texts and numbers
   * @param machine what else was so
   */
  public static String text(Map<String, Object> run, Map<String, Object> machine) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(RUN, run);
    all.put("machine", machine);
    try {
      return JSON.writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings are always JSON", e);
    }
  }

  /**
   * The SHA-256 of a weights file.
   *
   * @throws IOException if it cannot be read; the message names it
   */
  public static String hash(Path weights) throws IOException {
    try {
      return FileHash.of(weights);
    } catch (NoSuchFileException e) {
      throw new IOException(weights + ": no such weights file", e);
    }
  }

  /**
   * @param file that holds the settings of the run's beginning
   * @throws IOException naming the first setting that differs
   */
  static void requireSame(Path file, String stored, String wanted) throws IOException {
    JsonNode then = read(file, stored);
    JsonNode now = read(file, wanted);
    String difference = difference("", then.path(RUN), now.path(RUN));
    if (difference != null) {
      throw new IOException(
          "%s: the run began with %s; resume with the same settings or choose another --out"
              .formatted(file, difference));
    }
  }

  /**
   * Compares the settings with those that a folder's file holds, if there is one.
   *
   * @throws IOException naming the first setting that differs
   */
  public static void requireSame(Path file, String wanted) throws IOException {
    if (Files.exists(file)) {
      requireSame(file, Files.readString(file), wanted);
    }
  }

  /** The threads that a run had so far, if that is known. */
  static Optional<Integer> threads(String stored) {
    try {
      JsonNode threads = JSON.readTree(stored).at("/machine/threads");
      return threads.isInt() ? Optional.of(threads.intValue()) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static JsonNode read(Path file, String text) throws IOException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": holds no settings that can be read; choose another --out", e);
    }
  }

  private static String difference(String path, JsonNode then, JsonNode now) {
    if (then.isObject() && now.isObject()) {
      TreeSet<String> names = new TreeSet<>();
      then.fieldNames().forEachRemaining(names::add);
      now.fieldNames().forEachRemaining(names::add);
      return names.stream()
          .map(name -> difference(inner(path, name), then.path(name), now.path(name)))
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }
    if (then.isArray() && now.isArray() && then.size() == now.size()) {
      for (int i = 0; i < then.size(); i++) {
        String found = difference(path + "[" + i + "]", then.get(i), now.get(i));
        if (found != null) {
          return found;
        }
      }
      return null;
    }
    return then.equals(now)
        ? null
        : "%s %s, but is now asked for %s".formatted(path, shown(then), shown(now));
  }

  private static String inner(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? "nothing" : node.toString();
  }
}
