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

/**
 * Calls of Flink's REST interface, each asked again until it is answered or the patience is over.
 *
 * @param base such as {@code http://127.0.0.1:8081}
 * @param answerLimit until which a single call must be answered
 * @param patience from the first call to the last; zero for one call
 */
record RestCalls(URI base, HttpClient http, Duration answerLimit, Duration patience) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CAUSE = "Caused by: ";
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** An answer that would be the same again: what was asked is wrong, or not there. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }

  static RestCalls of(URI base, Duration answerLimit, Duration patience) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    return new RestCalls(base, http, answerLimit, patience);
  }

  RestCalls withPatience(Duration newPatience) {
    return new RestCalls(base, http, answerLimit, newPatience);
  }

  JsonNode get(String path) throws IOException {
    return send("GET", path, "");
  }

  /**
   * Sends what may arrive twice without harm.
   *
   * @throws RefusedException where Flink answers that it will not
   * @throws IOException where it does not answer in time, with what the last call ended in
   */
  JsonNode send(String method, String path, String body) throws IOException {
    long start = System.nanoTime();
    while (true) {
      try {
        return once(method, path, body, answerLimit);
      } catch (RefusedException | InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        giveUpLate(start, method + " " + path, e);
        pause();
      }
    }
  }

  /** Throws what ended the last call once the patience is over. */
  void giveUpLate(long start, String what, IOException last) throws IOException {
    if (patience.isZero()) {
      throw last;
    }
    if (System.nanoTime() - start > patience.toNanos()) {
      throw new IOException(
          "Flink did not answer %s within %d s, asked again and again; at last: %s"
              .formatted(what, patience.toSeconds(), last.getMessage()),
          last);
    }
  }

  /** Sends once. */
  JsonNode once(String method, String path, String body, Duration limit) throws IOException {
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
      int hundreds = answer.statusCode() / 100;
      if (hundreds != 2) {
        String complaint =
            "Flink answers %s %s with %d: %s"
                .formatted(method, path, answer.statusCode(), reason(answer.body()));
        throw hundreds == 4 ? new RefusedException(complaint) : new IOException(complaint);
      }
      return JSON.readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while asking Flink");
    }
  }

  static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for Flink");
    }
  }

  /** The innermost cause: Flink puts its server's whole stack trace into an answer. */
  private static String reason(String body) {
    String text = body.replace("\\n", "\n").replace("\\t", "");
    return text.lines()
        .filter(line -> line.startsWith(CAUSE))
        .map(line -> line.substring(CAUSE.length()))
        .reduce((outer, inner) -> inner)
        .orElse(text.lines().findFirst().orElse("nothing"));
  }
}
