package io.frameflow.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frameflow.it.security.SecureListeners.Listener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole pipeline over TLS with logins, each part with its own list of rights and no more: what
 * it listens on, what its web server does for strangers, and where its secrets show.
 */
@Timeout(120)
class ExposureIT {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path logs;

  private static Path log;
  private static SecurePipeline pipeline;

  @BeforeAll
  static void start() throws Exception {
    log = DebugLog.open(logs.resolve("debug.log"));
    pipeline = SecurePipeline.start();
  }

  @AfterAll
  static void stop() throws Exception {
    pipeline.close();
  }

  @Test
  void everyPartWorksWithItsOwnRightsAlone() throws Exception {
    Path pictures = SecureFrames.folder(pipeline.cluster().dir().resolve("pictures"));
    Verb push =
        pipeline.verb(
            "producer", List.of("push", "--camera", "cam", "--images", pictures.toString()));
    assertThat(push.err()).doesNotContain("lack").doesNotContain("refuse");
    assertThat(push.exitCode()).isZero();
    Verb watch =
        pipeline.verb(
            "viewer",
            List.of(
                "watch",
                "--from",
                "beginning",
                "--count",
                Integer.toString(SecureFrames.COUNT),
                "--timeout",
                "60"));
    assertThat(watch.exitCode()).isZero();
    assertThat(watch.out().lines()).hasSize(SecureFrames.COUNT);
    Verb audit = pipeline.verb("viewer", List.of("audit"));
    assertThat(audit.err()).doesNotContain("lack");
    assertThat(audit.exitCode()).as(audit.out()).isZero();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(pipeline.activity()::isRunning);
    assertThat(pipeline.activity().failure()).isEmpty();
  }

  @Test
  void nothingListensOnAnAddressThatOthersReach() throws Exception {
    List<String> sockets = ListeningSockets.ofThisProcessAndItsChildren();
    // Each of these is found, so the search looks where it should.
    for (int port :
        List.of(
            pipeline.cluster().listeners().port(Listener.PLAIN),
            pipeline.cluster().listeners().port(Listener.CONTROLLER),
            URI.create(pipeline.cluster().stack().registryUrl()).getPort(),
            pipeline.dashboard().getPort(),
            pipeline.page().address().getPort())) {
      assertThat(sockets).anyMatch(socket -> socket.endsWith(ListeningSockets.hexPort(port)));
    }
    assertThat(sockets).allMatch(ListeningSockets::isLoopback);
  }

  @Test
  void theDashboardIsForLookingOnly() throws Exception {
    String id = pipeline.job().client().getJobID().toHexString();
    for (String[] request :
        new String[][] {
          {"PATCH", "/jobs/" + id},
          {"POST", "/jars/upload"},
          {"POST", "/jars/any/run"},
          {"PATCH", "/jobs/" + id + "?mode=cancel"},
          {"POST", "/jobs/" + id + "/stop"},
          {"POST", "/jobs/" + id + "/savepoints"},
          {"POST", "/savepoint-disposal"},
          {"DELETE", "/cluster"}
        }) {
      HttpResponse<String> answer =
          HTTP.send(
              HttpRequest.newBuilder(pipeline.dashboard().resolve(request[1]))
                  .header("Content-Type", "application/json")
                  .method(request[0], HttpRequest.BodyPublishers.ofString("{}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(String.join(" ", request)).isEqualTo(403);
    }
    assertThat(pipeline.job().status()).hasToString("RUNNING");
    assertThat(get("/jobs/" + id).headers().firstValue("Access-Control-Allow-Origin"))
        .hasValueSatisfying(origin -> assertThat(origin).isNotEqualTo("*"));
  }

  @Test
  void noSecretShowsInLogsAnswersOrProcessLists() throws Exception {
    List<String> secrets =
        List.of(
            SecurePipeline.PASSWORD,
            Certificates.PASSWORD,
            RegistryGate.USER_INFO.split(":", -1)[1]);
    String logged = Files.readString(log);
    // Kafka's clients have told their settings, and the registry's client was at work.
    assertThat(logged).contains("sasl.jaas.config = [hidden]").contains("ssl.keystore.password");
    assertThat(logged).doesNotContain(secrets);
    for (Map.Entry<String, String> answer : answers().entrySet()) {
      assertThat(answer.getValue()).as(answer.getKey()).isNotEmpty().doesNotContain(secrets);
    }
    List<ProcessHandle> processes =
        Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
            .toList();
    assertThat(processes).hasSizeGreaterThan(1);
    for (ProcessHandle process : processes) {
      byte[] commandLine = Files.readAllBytes(Path.of("/proc/%d/cmdline".formatted(process.pid())));
      assertThat(new String(commandLine, StandardCharsets.UTF_8)).doesNotContain(secrets);
    }
    for (Object options :
        List.of(
            pipeline.jobOptions(),
            pipeline.jobOptions().registry(),
            pipeline.viewer(),
            pipeline.viewer().cluster(),
            pipeline.analytics())) {
      assertThat(options.toString()).doesNotContain(secrets);
    }
  }

  private static Map<String, String> answers() throws Exception {
    String of = "/jobs/" + pipeline.job().client().getJobID().toHexString();
    List<String> paths = new ArrayList<>();
    paths.addAll(List.of("/config", "/overview", "/jobs/overview", "/taskmanagers"));
    paths.addAll(List.of("/jobmanager/config", "/jobmanager/environment", "/jobmanager/metrics"));
    for (String part :
        List.of(
            "",
            "/config",
            "/plan",
            "/exceptions",
            "/checkpoints",
            "/checkpoints/config",
            "/accumulators?includeSerializedValue=true",
            "/jobmanager/config",
            "/jobmanager/environment",
            "/metrics",
            "/status")) {
      paths.add(of + part);
    }
    JsonNode vertices = new ObjectMapper().readTree(get(of).body()).path("vertices");
    for (JsonNode vertex : vertices) {
      String at = of + "/vertices/" + vertex.path("id").asText();
      paths.addAll(List.of(at, at + "/accumulators", at + "/taskmanagers", at + "/metrics"));
    }
    Map<String, String> answers = new TreeMap<>();
    for (String path : paths) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      answers.put(path, answer.body());
    }
    return answers;
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(pipeline.dashboard().resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
