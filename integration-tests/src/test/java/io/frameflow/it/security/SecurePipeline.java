package io.frameflow.it.security;

import static io.frameflow.it.security.SecureCluster.all;
import static io.frameflow.it.security.SecureCluster.forRegistry;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * The whole pipeline over TLS with logins: job, analytics and page, each with its own list of
 * rights and no more, behind a registry that wants a certificate and a password.
 */
final class SecurePipeline implements AutoCloseable {

  static final String PASSWORD = "opensesame-3d4e5f";

  private final SecureCluster cluster;
  private final RegistryGate gate;
  private DetectionJob job;
  private ActivityApp activity;
  private LivePage page;
  private URI dashboard;

  private SecurePipeline(SecureCluster cluster, RegistryGate gate) {
    this.cluster = cluster;
    this.gate = gate;
  }

  static SecurePipeline start() throws Exception {
    SecureCluster cluster =
        SecureCluster.start(
            AccessRightsIT.guarded(),
            Stream.of("topics", "producer", "job", "viewer", "analytics")
                .map(user -> SecureListeners.scram(user, PASSWORD))
                .toList());
    RegistryGate gate =
        RegistryGate.open(
            cluster.certificates().context("server"),
            cluster.certificates().context("client"),
            cluster.stack().registryUrl());
    SecurePipeline pipeline = new SecurePipeline(cluster, gate);
    try {
      pipeline.startParts();
      return pipeline;
    } catch (Exception | AssertionError e) {
      pipeline.close();
      throw e;
    }
  }

  private void startParts() throws Exception {
    JobOptions options = jobOptions();
    grant(options);
    assertThat(verb("topics", List.of("topics", "--partitions", "1")).err()).isEmpty();
    Preflight.check(options);
    job = PipelineUnderTest.run(options);
    dashboard = URI.create("http://127.0.0.1:" + options.get(JobKeys.WEB_PORT) + "/");
    activity = ActivityApp.start(analytics());
    page = LivePage.start(viewer(), 0, Map.of("Flink", dashboard));
  }

  SecureCluster cluster() {
    return cluster;
  }

  DetectionJob job() {
    return job;
  }

  ActivityApp activity() {
    return activity;
  }

  LivePage page() {
    return page;
  }

  /** Flink's web server. */
  URI dashboard() {
    return dashboard;
  }

  private void grant(JobOptions options) throws Exception {
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

  /** Runs a verb as one of the users. */
  Verb verb(String user, List<String> arguments) throws IOException {
    return Verb.run(
        cluster.arguments(
            arguments,
            cluster.listeners().address(Listener.LOGIN),
            kafka(user),
            gate.url(),
            registry()));
  }

  JobOptions jobOptions() throws IOException {
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

  AnalyticsOptions analytics() {
    return AnalyticsOptions.of(cluster.listeners().address(Listener.LOGIN), registryOptions())
        .withKafkaProperties(kafka("analytics"));
  }

  KafkaAccess viewer() {
    return new KafkaAccess(
        cluster.listeners().address(Listener.LOGIN),
        registryOptions(),
        Topics.DEFAULT_PREFIX,
        kafka("viewer"));
  }

  private RegistryOptions registryOptions() {
    return new RegistryOptions(gate.url(), false, registry());
  }

  private Map<String, String> kafka(String user) {
    return all(
        cluster.certificates().trusting("authority"),
        SecureListeners.login("SASL_SSL", user, PASSWORD));
  }

  private Map<String, String> registry() {
    return forRegistry(
        all(cluster.certificates().trusting("authority"), cluster.certificates().showing("client")),
        Map.of(
            "basic.auth.credentials.source",
            "USER_INFO",
            "basic.auth.user.info",
            RegistryGate.USER_INFO));
  }

  @Override
  public void close() throws IOException {
    if (page != null) {
      page.close();
    }
    if (activity != null) {
      activity.close();
    }
    if (job != null) {
      try {
        job.cancel();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    gate.close();
    cluster.close();
  }
}
