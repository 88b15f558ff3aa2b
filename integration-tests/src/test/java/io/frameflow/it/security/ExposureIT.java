package io.frameflow.it.security;

import static io.frameflow.it.security.SecureCluster.all;
import static io.frameflow.it.security.SecureCluster.forRegistry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.page.LivePage;
import io.frameflow.it.PipelineUnderTest;
import io.frameflow.it.security.SecureListeners.Listener;
import io.frameflow.pipeline.analytics.ActivityApp;
import io.frameflow.pipeline.analytics.AnalyticsOptions;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.job.Preflight;
import io.frameflow.schemas.rights.Right;
import io.frameflow.schemas.rights.Rights;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.topics.Topics;
import io.frameflow.standalone.stack.FreePorts;
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
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
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

  private static final String PASSWORD = "opensesame-3d4e5f";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path logs;

  private static SecureCluster cluster;
  private static RegistryGate gate;
  private static Path log;
  private static DetectionJob job;
  private static ActivityApp activity;
  private static LivePage page;
  private static URI dashboard;

  @BeforeAll
  static void start() throws Exception {
    log = DebugLog.open(logs.resolve("debug.log"));
    cluster =
        SecureCluster.start(
            AccessRightsIT.guarded(),
            Stream.of("topics", "producer", "job", "viewer", "analytics")
                .map(user -> SecureListeners.scram(user, PASSWORD))
                .toList());
    gate =
        RegistryGate.open(
            cluster.certificates().context("server"),
            cluster.certificates().context("client"),
            cluster.stack().registryUrl());
    JobOptions options = jobOptions();
    grant(options);
    assertThat(verb("topics", List.of("topics", "--partitions", "1")).err()).isEmpty();
    Preflight.check(options);
    job = PipelineUnderTest.run(options);
    dashboard = URI.create("http://127.0.0.1:" + options.get(JobKeys.WEB_PORT) + "/");
    activity = ActivityApp.start(analytics());
    page = LivePage.start(viewer(), 0, Map.of("Flink", dashboard));
  }

  @AfterAll
  static void stop() throws Exception {
    page.close();
    activity.close();
    job.cancel();
    gate.close();
    cluster.close();
  }

  private static void grant(JobOptions options) throws Exception {
    Map<String, List<Right>> parts =
        Map.of(
            "topics", Rights.ofTopics(Topics.DEFAULT_PREFIX),
            "producer", Rights.ofProducer(Topics.DEFAULT_PREFIX),
            "job", options.rights(),
            "viewer", Rights.ofViewer(Topics.DEFAULT_PREFIX),
            "analytics",
                Rights.ofAnalytics(
                    Topics.DEFAULT_PREFIX,
                    AnalyticsOptions.applicationIdFor(Topics.DEFAULT_PREFIX)));
    try (Admin admin = cluster.stack().admin()) {
      admin
          .createAcls(
              parts.entrySet().stream()
                  .flatMap(
                      part ->
                          part.getValue().stream()
                              .map(right -> right.allowedTo("User:" + part.getKey())))
                  .toList())
          .all()
          .get();
    }
  }

  @Test
  void everyPartWorksWithItsOwnRightsAlone() throws Exception {
    Path pictures = SecureFrames.folder(cluster.dir().resolve("pictures"));
    Verb push =
        verb("producer", List.of("push", "--camera", "cam", "--images", pictures.toString()));
    assertThat(push.err()).doesNotContain("lack").doesNotContain("refuse");
    assertThat(push.exitCode()).isZero();
    Verb watch =
        verb(
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
    Verb audit = verb("viewer", List.of("audit"));
    assertThat(audit.err()).doesNotContain("lack");
    assertThat(audit.exitCode()).as(audit.out()).isZero();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(activity::isRunning);
    assertThat(activity.failure()).isEmpty();
  }

  @Test
  void whoMayNotReadTheBrokersTransactionLimitIsHeldToTheUsualOne() throws Exception {
    JobOptions longest = jobOptions(Duration.ofMinutes(15));
    JobOptions tooLong = jobOptions(Duration.ofMinutes(16));
    assertThatCode(() -> Preflight.check(longest)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Preflight.check(tooLong))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "--transaction-timeout 16 min is more than the usual 15 min of brokers, and theirs"
                + " cannot be read without the ACL DescribeConfigs on the cluster"
                + " (transaction.max.timeout.ms); give a shorter one, or raise theirs");
    AclBinding toRead =
        new AclBinding(
            new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL),
            new AccessControlEntry(
                "User:job", "*", AclOperation.DESCRIBE_CONFIGS, AclPermissionType.ALLOW));
    try (Admin admin = cluster.stack().admin()) {
      admin.createAcls(List.of(toRead)).all().get();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> Preflight.check(tooLong))
                      .hasMessageContaining("16 min is more than the brokers' transaction.max"));
      admin.deleteAcls(List.of(toRead.toFilter())).all().get();
    }
  }

  @Test
  void nothingListensOnAnAddressThatOthersReach() throws Exception {
    List<String> sockets = ListeningSockets.ofThisProcessAndItsChildren();
    // Each of these is found, so the search looks where it should.
    for (int port :
        List.of(
            cluster.listeners().port(Listener.PLAIN),
            cluster.listeners().port(Listener.CONTROLLER),
            URI.create(cluster.stack().registryUrl()).getPort(),
            dashboard.getPort(),
            page.address().getPort())) {
      assertThat(sockets).anyMatch(socket -> socket.endsWith(ListeningSockets.hexPort(port)));
    }
    assertThat(sockets).allMatch(ListeningSockets::isLoopback);
  }

  @Test
  void theDashboardIsForLookingOnly() throws Exception {
    String id = job.client().getJobID().toHexString();
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
              HttpRequest.newBuilder(dashboard.resolve(request[1]))
                  .header("Content-Type", "application/json")
                  .method(request[0], HttpRequest.BodyPublishers.ofString("{}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(String.join(" ", request)).isEqualTo(403);
    }
    assertThat(job.status()).hasToString("RUNNING");
    assertThat(get("/jobs/" + id).headers().firstValue("Access-Control-Allow-Origin"))
        .hasValueSatisfying(origin -> assertThat(origin).isNotEqualTo("*"));
  }

  @Test
  void noSecretShowsInLogsAnswersOrProcessLists() throws Exception {
    List<String> secrets =
        List.of(PASSWORD, Certificates.PASSWORD, RegistryGate.USER_INFO.split(":", -1)[1]);
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
        List.of(jobOptions(), jobOptions().registry(), viewer(), viewer().cluster(), analytics())) {
      assertThat(options.toString()).doesNotContain(secrets);
    }
  }

  private static Map<String, String> answers() throws Exception {
    String of = "/jobs/" + job.client().getJobID().toHexString();
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
    Map<String, String> answers = new java.util.TreeMap<>();
    for (String path : paths) {
      answers.put(path, get(path).body());
    }
    return answers;
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(dashboard.resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static Verb verb(String user, List<String> arguments) throws IOException {
    return Verb.run(
        cluster.arguments(
            arguments,
            cluster.listeners().address(Listener.LOGIN),
            kafka(user),
            gate.url(),
            registry()));
  }

  private static JobOptions jobOptions() throws IOException {
    return JobOptions.builder()
        .set(JobKeys.BOOTSTRAP_SERVERS, cluster.listeners().address(Listener.LOGIN))
        .set(JobKeys.REGISTRY_URL, gate.url())
        .set(JobKeys.KAFKA_CONFIG, kafka("job"))
        .set(JobKeys.REGISTRY_CONFIG, registry())
        .set(JobKeys.MODEL, PipelineUnderTest.defaultModel().toAbsolutePath().toString())
        .set(JobKeys.CHECKPOINT_INTERVAL, Duration.ofMillis(500))
        .set(JobKeys.CHECKPOINT_DIR, cluster.dir().resolve("checkpoints").toUri().toString())
        .set(JobKeys.WEB_PORT, FreePorts.pick(1)[0])
        .build();
  }

  private static JobOptions jobOptions(Duration transactionTimeout) throws IOException {
    return jobOptions().toBuilder().set(JobKeys.TRANSACTION_TIMEOUT, transactionTimeout).build();
  }

  private static AnalyticsOptions analytics() {
    return AnalyticsOptions.of(cluster.listeners().address(Listener.LOGIN), registryOptions())
        .withKafkaProperties(kafka("analytics"));
  }

  private static KafkaAccess viewer() {
    return new KafkaAccess(
        cluster.listeners().address(Listener.LOGIN),
        registryOptions(),
        Topics.DEFAULT_PREFIX,
        kafka("viewer"));
  }

  private static RegistryOptions registryOptions() {
    return new RegistryOptions(gate.url(), false, registry());
  }

  private static Map<String, String> kafka(String user) {
    return all(
        cluster.certificates().trusting("authority"),
        SecureListeners.login("SASL_SSL", user, PASSWORD));
  }

  private static Map<String, String> registry() {
    return forRegistry(
        all(cluster.certificates().trusting("authority"), cluster.certificates().showing("client")),
        Map.of(
            "basic.auth.credentials.source",
            "USER_INFO",
            "basic.auth.user.info",
            RegistryGate.USER_INFO));
  }
}
