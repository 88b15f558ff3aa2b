package io.frameflow.standalone.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A job's checkpoints as Flink's REST interface showed them at one moment. */
public final class CheckpointView {

  private final JsonNode json;

  CheckpointView(JsonNode json) {
    this.json = json;
  }

  /** Number of the newest that completed; 0 when there is none. */
  public long latestCompleted() {
    return json.path("latest").path("completed").path("id").asLong();
  }

  /** Where the newest that completed is, for {@code --restore-from}. */
  public Optional<String> latestPath() {
    JsonNode path = json.path("latest").path("completed").path("external_path");
    return path.isTextual() ? Optional.of(path.asText()) : Optional.empty();
  }
}
