package io.frameflow.standalone.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Flink's REST interface of one cluster. Every method asks anew and throws an {@link IOException}
 * while no JobManager answers, which is nothing unusual for a cluster under test; {@link #patient}
 * is for those who would rather wait.
 */
public final class FlinkRest {

  /** Until when the tasks of a job that was just submitted should run. */
  public static final Duration START_LIMIT = Duration.ofMinutes(2);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  /** The JobManager answers once the jar's main class has run. */
  private static final Duration SUBMISSION_LIMIT = Duration.ofMinutes(2);

  private final RestCalls calls;

  /**
   * @param base such as {@code http://127.0.0.1:8081}
   */
  public FlinkRest(URI base) {
    this(RestCalls.of(base, ANSWER_LIMIT, Duration.ZERO));
  }

  FlinkRest(RestCalls calls) {
    this.calls = calls;
  }

  /** The same interface, asked again and again for so long before a method gives up. */
  public FlinkRest patient(Duration patience) {
    return new FlinkRest(calls.withPatience(patience));
  }

  /** Address of the dashboard. */
  public URI base() {
    return calls.base();
  }

  /** Ids of the jobs that have not ended. */
  public List<String> livingJobs() throws IOException {
    List<String> ids = new ArrayList<>();
    for (JsonNode job : calls.get("/jobs").path("jobs")) {
      if (!JobView.ended(job.path("status").asText())) {
        ids.add(job.path("id").asText());
      }
    }
    return ids;
  }

  /** One job; ask again for its later state. */
  public JobView job(String jobId) throws IOException {
    return new JobView(calls.get("/jobs/" + jobId));
  }

  /**
   * Waits until all tasks of a job run, which is when its operators have been opened and the model
   * is in memory; the job's own status says RUNNING long before. A late answer is as good as "not
   * yet".
   *
   * @throws IOException when the job ends instead or takes too long
   */
  public void awaitRunning(String jobId, Duration limit) throws IOException {
    long start = System.nanoTime();
    String state = "unknown, for Flink did not answer";
    while (System.nanoTime() - start < limit.toNanos()) {
      try {
        JobView job = job(jobId);
        if (job.allTasksRun()) {
          return;
        }
        if (job.ended()) {
          throw new IOException("the Flink job ended as " + job.state() + " before it ran");
        }
        state = job.state();
      } catch (HttpTimeoutException e) {
        continue;
      }
      RestCalls.pause();
    }
    throw new IOException(
        "the Flink job's tasks did not run within %d s: it is %s"
            .formatted(limit.toSeconds(), state));
  }

  /** What has become of a job's checkpoints. */
  public CheckpointView checkpoints(String jobId) throws IOException {
    return new CheckpointView(calls.get("/jobs/" + jobId + "/checkpoints"));
  }

  /** The failures that the JobManager remembers of a job, newest first, with their stack traces. */
  public List<String> exceptions(String jobId) throws IOException {
    return texts(
        calls.get("/jobs/" + jobId + "/exceptions").path("exceptionHistory").path("entries"),
        "stacktrace");
  }

  /** How often a job was restarted, by Flink's own metric. */
  public long restarts(String jobId) throws IOException {
    JsonNode metric =
        calls.get("/jobs/" + jobId + "/metrics?get=numRestarts").path(0).path("value");
    if (metric.isMissingNode()) {
      throw new IOException("Flink does not tell how often the job was restarted");
    }
    return metric.asLong();
  }

  /**
   * Runs the main class of a jar that the JobManager has, where {@code web.submit.enable} allows
   * it. With patience a main class that failed is run again, and an answer that got lost is made up
   * for: the job's id is chosen here.
   *
   * @param jar its file name in the JobManager's folder of uploads
   * @return id of the job that it submitted
   */
  public String runJar(String jar, List<String> arguments) throws IOException {
    String jobId = randomId();
    String path = "/jars/" + jar + "/run";
    String body = JSON.writeValueAsString(Map.of("programArgsList", arguments, "jobId", jobId));
    long start = System.nanoTime();
    while (true) {
      try {
        return calls.once("POST", path, body, SUBMISSION_LIMIT).path("jobid").asText();
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        calls.giveUpLate(start, "POST " + path, e);
        if (livingJobs().contains(jobId)) {
          return jobId;
        }
        RestCalls.pause();
      }
    }
  }

  /** Ends a job at once; it goes on for a moment after this returns. */
  public void cancel(String jobId) throws IOException {
    calls.send("PATCH", "/jobs/" + jobId + "?mode=cancel", "");
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
    // By the id that it is triggered with, Flink knows a second request for what it is.
    String body =
        JSON.createObjectNode()
            .put("targetDirectory", directory)
            .put("drain", drain)
            .put("triggerId", randomId())
            .toString();
    return savepoint(jobId, calls.send("POST", "/jobs/" + jobId + "/stop", body), limit);
  }

  private String savepoint(String jobId, JsonNode trigger, Duration limit) throws IOException {
    String path = "/jobs/" + jobId + "/savepoints/" + trigger.path("request-id").asText();
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode answer = calls.get(path);
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
      RestCalls.pause();
    }
    throw new IOException("no savepoint within " + limit.toSeconds() + " s");
  }

  private static String randomId() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static List<String> texts(JsonNode array, String field) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.path(field).asText()));
    return texts;
  }
}
