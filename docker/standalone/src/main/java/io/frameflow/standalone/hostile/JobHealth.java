package io.frameflow.standalone.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * What Flink's REST interface says about a job: whether it runs, and how often it was restarted.
 */
final class JobHealth {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final String job;

  /**
   * @param dashboard Flink's REST address
   */
  JobHealth(URI dashboard, String jobId) {
    job = dashboard.resolve("/jobs/" + jobId).toString();
  }

  /** RUNNING, unless something is wrong. */
  String state() throws IOException, InterruptedException {
    return get("").path("state").asText();
  }

  /** Flink's own metric, numRestarts. */
  long restarts() throws IOException, InterruptedException {
    JsonNode metric = get("/metrics?get=numRestarts").path(0).path("value");
    if (metric.isMissingNode()) {
      throw new IOException("Flink does not tell how often the job was restarted");
    }
    return metric.asLong();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(job + path)).timeout(PATIENCE).build();
    return json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
