package io.frameflow.standalone.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;

/** A job as Flink's REST interface showed it at one moment. */
public final class JobView {

  private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED");

  private final JsonNode json;

  JobView(JsonNode json) {
    this.json = json;
  }

  /** Such as RUNNING, RESTARTING or FAILED. */
  public String state() {
    return json.path("state").asText();
  }

  /** Whether it will never run again by itself; a suspended one waits for its next JobManager. */
  public boolean ended() {
    return ended(state());
  }

  static boolean ended(String state) {
    return ENDED.contains(state);
  }

  /** What the JobManager's clock showed. */
  public Instant now() {
    return Instant.ofEpochMilli(json.path("now").asLong());
  }

  /** Whether every task runs: its operators are open and the model is in memory. */
  public boolean allTasksRun() {
    if (!state().equals("RUNNING") || json.path("vertices").isEmpty()) {
      return false;
    }
    for (JsonNode vertex : json.path("vertices")) {
      if (vertex.path("tasks").path("RUNNING").asInt() != vertex.path("parallelism").asInt()) {
        return false;
      }
    }
    return true;
  }
}
