package io.frameflow.it.security;

import static io.frameflow.it.security.SecureCluster.all;
import static io.frameflow.it.security.SecureCluster.forRegistry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.audit.Audit;
import io.frameflow.connectors.audit.AuditRange;
import io.frameflow.connectors.audit.AuditReport;
import io.frameflow.it.CheapFrames;
import io.frameflow.it.PipelineUnderTest;
import io.frameflow.it.security.SecureListeners.Listener;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.schemas.rights.Right;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.topics.SchemaCatalogue;
import io.frameflow.schemas.topics.Topics;
import io.frameflow.standalone.cluster.FlinkRest;
import io.frameflow.standalone.stack.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each right is taken from a job that runs, and given back after frames have come: the job says
 * what it lacks, tries again by itself, and loses nothing.
 */
@Timeout(90)
class RightsTakenAwayIT {

  private static final String USER = "job";
  private static final String PASSWORD = "sesame-7c8d9e";
  private static final int FRAMES = 14;
  private static final Duration LIMIT = Duration.ofSeconds(40);

  private static SecureCluster cluster;
  private static JobOptions options;
  private static DetectionJob job;
  private static FlinkRest rest;
  private static Admin admin;
  private static CheapFrames frames;

  @BeforeAll
  static void start() throws Exception {
    cluster =
        SecureCluster.start(
            AccessRightsIT.guarded(), List.of(SecureListeners.scram(USER, PASSWORD)));
    admin = cluster.stack().admin();
    Topics.create(admin, Topics.DEFAULT_PREFIX, 1, (short) 1);
    SchemaCatalogue.register(ofTheSuperUser().registry(), Topics.DEFAULT_PREFIX);
    options = options();
    for (Right right : options.rights()) {
      admin.createAcls(List.of(allowed(right))).all().get();
    }
    frames = new CheapFrames(ofTheSuperUser());
    job = PipelineUnderTest.runCheaply(options);
    rest = new FlinkRest(URI.create("http://127.0.0.1:" + options.get(JobKeys.WEB_PORT)));
  }

  @AfterAll
  static void stop() throws Exception {
    job.cancel();
    frames.close();
    admin.close();
    cluster.close();
  }

  static Stream<Arguments> rights() {
    return IntStream.range(0, options.rights().size())
        .mapToObj(i -> Arguments.of(options.rights().get(i).toString(), options.rights().get(i)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rights")
  void whatComesWhileARightIsMissingIsDoneOnceItIsBack(String name, Right right) throws Exception {
    frames.push(FRAMES);
    assertComplete();
    String jobId = job.client().getJobID().toHexString();
    take(right);
    frames.push(FRAMES);
    if (right.resource() == ResourceType.GROUP) {
      // Only the progress that others see is not recorded: the job's own is in its checkpoints.
      assertComplete();
    } else {
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(rest.exceptions(jobId))
                      .anySatisfy(failure -> assertThat(failure).contains(lacking(right))));
      frames.push(FRAMES);
      assertThat(audit(Duration.ZERO).missing()).as("frames that wait for the right").isPositive();
    }
    give(right);
    assertComplete();
    assertThat(rest.job(jobId).ended()).isFalse();
  }

  /** Kafka's own words for it. */
  private static String lacking(Right right) {
    return right.resource() == ResourceType.TRANSACTIONAL_ID
        ? "Transactional Id authorization failed"
        : "Not authorized to access topics: [%s]".formatted(right.name());
  }

  private static void assertComplete() throws IOException {
    AuditReport report = audit(LIMIT);
    assertThat(report.complete()).as(report.text()).isTrue();
  }

  private static AuditReport audit(Duration patience) throws IOException {
    return Audit.await(ofTheSuperUser(), AuditRange.all(), patience);
  }

  private static void take(Right right) throws Exception {
    List<AclBindingFilter> filters = List.of(allowed(right).toFilter());
    assertThat(admin.deleteAcls(filters).all().get()).hasSize(1);
  }

  private static void give(Right right) throws Exception {
    admin.createAcls(List.of(allowed(right))).all().get();
  }

  private static AclBinding allowed(Right right) {
    return right.allowedTo("User:" + USER);
  }

  private static KafkaAccess ofTheSuperUser() {
    return KafkaAccess.of(
        cluster.listeners().address(Listener.PLAIN),
        new RegistryOptions(cluster.stack().registryUrl(), false, registry()));
  }

  private static Map<String, String> registry() {
    return forRegistry(cluster.certificates().trusting("authority"), Map.of());
  }

  private static JobOptions options() throws IOException {
    return JobOptions.builder()
        .set(JobKeys.BOOTSTRAP_SERVERS, cluster.listeners().address(Listener.LOGINPLAIN))
        .set(JobKeys.REGISTRY_URL, cluster.stack().registryUrl())
        .set(JobKeys.KAFKA_CONFIG, all(SecureListeners.login("SASL_PLAINTEXT", USER, PASSWORD)))
        .set(JobKeys.REGISTRY_CONFIG, registry())
        .set(JobKeys.MODEL, cluster.dir().toString())
        .set(JobKeys.CHECKPOINT_INTERVAL, Duration.ofMillis(500))
        .set(JobKeys.CHECKPOINT_DIR, cluster.dir().resolve("checkpoints").toUri().toString())
        .set(JobKeys.WEB_PORT, FreePorts.pick(1)[0])
        .build();
  }
}
