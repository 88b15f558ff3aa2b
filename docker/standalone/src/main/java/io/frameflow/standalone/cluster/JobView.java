package io.frameflow.standalone.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
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
    return ENDED.contains(state());
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

  /** Ids of the chains of operators. */
  public List<String> vertexIds() {
    List<String> ids = new ArrayList<>();
    json.path("vertices").forEach(vertex -> ids.add(vertex.path("id").asText()));
    return ids;
  }

  /** Everything that Flink says about it. */
  public JsonNode json() {
    return json;
  }
}
