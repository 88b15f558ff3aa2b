package io.frameflow.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers as it is told to, or not at all. */
class FlinkRestTest {

  /** Of an answer that never comes; long enough for one that does, on a busy machine. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String RUNS =
      "{\"state\":\"RUNNING\",\"vertices\":[{\"parallelism\":1,\"tasks\":{\"RUNNING\":1}}]}";

  /** The answers to come; an empty one never comes. */
  private final Deque<Answer> answers = new ArrayDeque<>();

  private final List<String> asked = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  private record Answer(int status, String body) {}

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stopServer() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void anImpatientAskerGivesUpAtItsFirstSlowAnswer() {
    answers.add(new Answer(200, ""));
    assertThatThrownBy(() -> rest(Duration.ZERO).job("a")).isInstanceOf(HttpTimeoutException.class);
    assertThat(asked).hasSize(1);
  }

  @Test
  void aPatientAskerAsksAgain() throws IOException {
    answers.add(new Answer(200, ""));
    answers.add(new Answer(503, "Service temporarily unavailable due to an ongoing election"));
    answers.add(new Answer(200, RUNS));
    assertThat(rest(PATIENCE).job("a").allTasksRun()).isTrue();
    assertThat(asked).containsExactly("GET /jobs/a", "GET /jobs/a", "GET /jobs/a");
  }

  @Test
  void patienceEndsWithALineThatSaysHowLongItWasAndWhatCameLast() {
    for (int i = 0; i < 1000; i++) {
      answers.add(
          new Answer(500, "{\"errors\":[\"A\\n\\tat b\\nCaused by: no leader\\n\\tat c\"]}"));
    }
    assertThatThrownBy(() -> rest(Duration.ofSeconds(1)).cancel("a"))
        .hasMessage(
            "Flink did not answer PATCH /jobs/a?mode=cancel within 1 s, asked again and again; at"
                + " last: Flink answers PATCH /jobs/a?mode=cancel with 500: no leader");
    assertThat(asked).hasSizeGreaterThan(2);
  }

  @Test
  void aRefusalIsNotAskedAgain() {
    answers.add(new Answer(404, "{\"errors\":[\"Job a not found\"]}"));
    assertThatThrownBy(() -> rest(PATIENCE).checkpoints("a"))
        .hasMessageContaining("with 404: {\"errors\":[\"Job a not found\"]}");
    assertThat(asked).hasSize(1);
  }

  @Test
  void aJobIsWaitedForThroughSlowAnswersAndNotBeyondItsEnd() throws IOException {
    answers.add(new Answer(200, ""));
    answers.add(new Answer(200, "{\"state\":\"CREATED\"}"));
    answers.add(new Answer(200, RUNS));
    rest(Duration.ZERO).awaitRunning("a", PATIENCE);
    assertThat(asked).hasSize(3);

    answers.add(new Answer(200, "{\"state\":\"FAILED\"}"));
    assertThatThrownBy(() -> rest(Duration.ZERO).awaitRunning("a", PATIENCE))
        .hasMessage("the Flink job ended as FAILED before it ran");
  }

  @Test
  void aJarIsRunAgainUnlessItsJobIsThere() throws IOException {
    answers.add(new Answer(400, "{\"errors\":[\"Could not execute\\nCaused by: no Kafka\"]}"));
    answers.add(new Answer(200, "{\"jobs\":[]}"));
    answers.add(new Answer(200, "{\"jobid\":\"b\"}"));
    assertThat(rest(PATIENCE).runJar("x.jar", List.of("--a"))).isEqualTo("b");
    assertThat(asked).containsExactly("POST /jars/x.jar/run", "GET /jobs", "POST /jars/x.jar/run");
    assertThat(bodies.get(2)).as("the same job").isEqualTo(bodies.get(0));

    String id = bodies.get(0).replaceAll(".*\"jobId\":\"([0-9a-f]{32})\".*", "$1");
    assertThat(id).hasSize(32);
    asked.clear();
    answers.add(new Answer(500, "lost"));
    answers.add(new Answer(-1, "{\"jobs\":[{\"id\":\"%s\",\"status\":\"RUNNING\"}]}"));
    assertThat(rest(PATIENCE).runJar("x.jar", List.of())).matches("[0-9a-f]{32}");
    assertThat(asked).containsExactly("POST /jars/x.jar/run", "GET /jobs");
  }

  private FlinkRest rest(Duration patience) {
    boolean slow = answers.stream().anyMatch(answer -> answer.body().isEmpty());
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    return new FlinkRest(RestCalls.of(base, slow ? ANSWER_LIMIT : PATIENCE, patience));
  }

  private void answer(HttpExchange exchange) throws IOException {
    Answer answer;
    synchronized (this) {
      asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      answer = answers.remove();
    }
    if (answer.body().isEmpty()) {
      awaitEnd();
      return;
    }
    String text = answer.body();
    if (answer.status() < 0) {
      // The job that was asked for just before.
      String before = bodies.get(bodies.size() - 2);
      text = text.formatted(before.replaceAll(".*\"jobId\":\"([0-9a-f]{32})\".*", "$1"));
    }
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(Math.max(200, answer.status()), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void awaitEnd() throws IOException {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
