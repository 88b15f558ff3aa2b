package io.frameflow.standalone.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** A job's checkpoints as Flink's REST interface showed them at one moment. */
public final class CheckpointView {

  private final JsonNode json;

  CheckpointView(JsonNode json) {
    this.json = json;
  }

  /** How many have completed since the JobManager knows the job. */
  public int completed() {
    return json.path("counts").path("completed").asInt();
  }

  /** How many have failed. */
  public int failed() {
    return json.path("counts").path("failed").asInt();
  }

  /** How often the job was taken up from one. */
  public int restored() {
    return json.path("counts").path("restored").asInt();
  }

  /** Number of the newest that completed; 0 when there is none. */
  public long latestCompleted() {
    return json.path("latest").path("completed").path("id").asLong();
  }

  /** Number of the one that the job was taken up from last; 0 when there is none. */
  public long latestRestored() {
    return json.path("latest").path("restored").path("id").asLong();
  }

  /** When the newest that completed was begun. */
  public Optional<Instant> latestCompletedBegan() {
    JsonNode at = json.path("latest").path("completed").path("trigger_timestamp");
    return at.isNumber() ? Optional.of(Instant.ofEpochMilli(at.asLong())) : Optional.empty();
  }

  /** Where the newest that completed is, for {@code --restore-from}. */
  public Optional<String> latestPath() {
    JsonNode path = json.path("latest").path("completed").path("external_path");
    return path.isTextual() ? Optional.of(path.asText()) : Optional.empty();
  }

  /** Everything that Flink says about them. */
  public JsonNode json() {
    return json;
  }
}
