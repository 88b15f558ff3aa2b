package io.frameflow.standalone.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Flink's REST interface of one cluster. Every method asks anew and throws an {@link IOException}
 * while no JobManager answers, which is nothing unusual for a cluster under test.
 */
public final class FlinkRest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  /** The JobManager answers once the jar's main class has run. */
  private static final Duration SUBMISSION_LIMIT = Duration.ofMinutes(2);

  private final URI base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  /**
   * @param base such as {@code http://127.0.0.1:8081}
   */
  public FlinkRest(URI base) {
    this.base = base;
  }

  /** Address of the dashboard. */
  public URI base() {
    return base;
  }

  /** Ids of the jobs that have not ended. */
  public List<String> livingJobs() throws IOException {
    List<String> ids = new ArrayList<>();
    for (JsonNode job : get("/jobs").path("jobs")) {
      if (!JobView.ended(job.path("status").asText())) {
        ids.add(job.path("id").asText());
      }
    }
    return ids;
  }

  /** One job; ask again for its later state. */
  public JobView job(String jobId) throws IOException {
    return new JobView(get("/jobs/" + jobId));
  }

  /** What has become of a job's checkpoints. */
  public CheckpointView checkpoints(String jobId) throws IOException {
    return new CheckpointView(get("/jobs/" + jobId + "/checkpoints"));
  }

  /** The failures that the JobManager remembers of a job, newest first, with their stack traces. */
  public List<String> exceptions(String jobId) throws IOException {
    return texts(
        get("/jobs/" + jobId + "/exceptions").path("exceptionHistory").path("entries"),
        "stacktrace");
  }

  /**
   * Runs the main class of a jar that the JobManager has, where {@code web.submit.enable} allows
   * it.
   *
   * @param jar its file name in the JobManager's folder of uploads
   * @return id of the job that it submitted
   */
  public String runJar(String jar, List<String> arguments) throws IOException {
    String body = JSON.writeValueAsString(Map.of("programArgsList", arguments));
    return send("POST", "/jars/" + jar + "/run", body, SUBMISSION_LIMIT).path("jobid").asText();
  }

  /** Ends a job at once; it goes on for a moment after this returns. */
  public void cancel(String jobId) throws IOException {
    send("PATCH", "/jobs/" + jobId + "?mode=cancel", "");
  }

  /**
   * Ends a job with a savepoint.
   *
   * @param directory URI that the savepoint is written under
   * @param drain whether timers fire and input ends, as at the end of a bounded job
   * @return path of the savepoint
   */
  public String stopWithSavepoint(String jobId, String directory, boolean drain, Duration limit)
      throws IOException {
    String body =
        JSON.createObjectNode().put("targetDirectory", directory).put("drain", drain).toString();
    return savepoint(jobId, send("POST", "/jobs/" + jobId + "/stop", body), limit);
  }

  private String savepoint(String jobId, JsonNode trigger, Duration limit) throws IOException {
    String path = "/jobs/" + jobId + "/savepoints/" + trigger.path("request-id").asText();
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode answer = get(path);
      if (answer.path("status").path("id").asText().equals("COMPLETED")) {
        JsonNode operation = answer.path("operation");
        if (operation.has("failure-cause")) {
          throw new IOException(
              "the savepoint failed: "
                  + operation.path("failure-cause").path("class").asText()
                  + ": "
                  + operation.path("failure-cause").path("stack-trace").asText());
        }
        return operation.path("location").asText();
      }
      pause();
    }
    throw new IOException("no savepoint within " + limit.toSeconds() + " s");
  }

  static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for Flink");
    }
  }

  private static List<String> texts(JsonNode array, String field) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.path(field).asText()));
    return texts;
  }

  private JsonNode get(String path) throws IOException {
    return send("GET", path, "");
  }

  /** Flink puts its server's whole stack trace into an answer. */
  private static String beginning(String body) {
    return body.substring(0, Math.min(body.length(), 300));
  }

  private JsonNode send(String method, String path, String body) throws IOException {
    return send(method, path, body, ANSWER_LIMIT);
  }

  private JsonNode send(String method, String path, String body, Duration limit)
      throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(limit)
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException(
            "Flink answers %s %s with %d: %s"
                .formatted(method, path, answer.statusCode(), beginning(answer.body())));
      }
      return JSON.readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while asking Flink");
    }
  }
}
