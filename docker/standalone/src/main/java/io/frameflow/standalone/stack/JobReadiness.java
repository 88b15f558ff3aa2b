package io.frameflow.standalone.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/**
 * Tells through Flink's REST interface when every task of a job runs, which is when its operators
 * have been opened and the model is in memory. The job's own status says RUNNING long before.
 */
public final class JobReadiness {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private JobReadiness() {}

  /**
   * Waits until the job's tasks run.
   *
   * @param dashboard Flink's REST address
   * @throws IOException when the job ends instead, or takes longer than two minutes
   */
  public static void await(URI dashboard, String jobId) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(dashboard.resolve("/jobs/" + jobId))
            .timeout(Duration.ofSeconds(10))
            .build();
    ObjectMapper json = new ObjectMapper();
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode job;
      try {
        job = json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
      } catch (HttpTimeoutException e) {
        // A busy machine: a late answer is as good as "not yet".
        continue;
      }
      String state = job.path("state").asText();
      if (state.equals("FAILED") || state.equals("CANCELED") || state.equals("FINISHED")) {
        throw new IOException("the Flink job ended as " + state + " before it ran");
      }
      if (runs(job)) {
        return;
      }
      Thread.sleep(PAUSE.toMillis());
    }
    throw new IOException("the Flink job's tasks did not run within " + LIMIT.toSeconds() + " s");
  }

  private static boolean runs(JsonNode job) {
    JsonNode vertices = job.path("vertices");
    if (vertices.isEmpty()) {
      return false;
    }
    for (JsonNode vertex : vertices) {
      if (!vertex.path("status").asText().equals("RUNNING")) {
        return false;
      }
    }
    return true;
  }
}
