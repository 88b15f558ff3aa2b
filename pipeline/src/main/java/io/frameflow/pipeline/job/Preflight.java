package io.frameflow.pipeline.job;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.pipeline.operator.NativePlacement;
import io.frameflow.schemas.connections.RegistryAccess;
import io.frameflow.schemas.rights.KafkaCluster;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * Asks everything that a job needs for a sign of life before the job is submitted. A job that
 * started without it would restart for ever, with the reason deep in its log.
 */
public final class Preflight {
  private static final List<Topic<?>> WRITTEN = List.of(Topics.DETECTIONS, Topics.DEAD_LETTERS);
  private static final int ATTEMPT_MILLIS = 5_000;

  private Preflight() {}

  /**
   * Checks the place of TensorFlow's jars, model, topics with our rights on them, the brokers'
   * transaction limit and registry, in this order.
   *
   * @throws IOException with one line for people: what is missing, where, and what to do
   */
  public static void check(JobOptions options) throws IOException, InterruptedException {
    NativePlacement.check();
    ModelPackage.open(options.modelDirectory());
    rights(options);
    transactionLimit(options);
    subjects(options);
  }

  static void rights(JobOptions options) throws IOException {
    new KafkaCluster(options.bootstrapServers(), options.kafkaConfig()).require(options.rights());
  }

  private static void transactionLimit(JobOptions options)
      throws IOException, InterruptedException {
    KafkaCluster cluster = new KafkaCluster(options.bootstrapServers(), options.kafkaConfig());
    try (Admin admin = cluster.admin()) {
      TransactionLimit.check(admin, options);
    } catch (ExecutionException e) {
      throw cluster.failure("reading the brokers' limits", e.getCause());
    }
  }

  static void subjects(JobOptions options) throws IOException {
    RegistryOptions registry = impatient(options.registry());
    Collection<String> present = present(registry);
    if (registry.autoRegister()) {
      return;
    }
    for (Topic<?> topic : WRITTEN) {
      String subject = options.topic(topic) + "-value";
      if (!present.contains(subject)) {
        throw new IOException(
            "schema registry %s has no subject %s; register the schemas first, or check"
                    .formatted(registry.displayUrl(), subject)
                + " --topic-prefix");
      }
    }
  }

  private static Collection<String> present(RegistryOptions registry) throws IOException {
    try (SchemaRegistryClient client = registry.newClient()) {
      return client.getAllSubjects();
    } catch (RestClientException e) {
      throw new IOException(
          RegistryAccess.refused(registry.displayUrl(), e.getStatus())
              .orElseGet(
                  () ->
                      "schema registry %s does not list its subjects (HTTP %d: %s)"
                          .formatted(registry.displayUrl(), e.getStatus(), e.getMessage())),
          e);
    } catch (IOException e) {
      throw new IOException(RegistryAccess.unreachable(registry.displayUrl(), e), e);
    }
  }

  private static RegistryOptions impatient(RegistryOptions registry) {
    Map<String, String> properties = new HashMap<>();
    properties.put("http.connect.timeout.ms", Integer.toString(ATTEMPT_MILLIS));
    properties.put("http.read.timeout.ms", Integer.toString(ATTEMPT_MILLIS));
    properties.putAll(registry.properties());
    return new RegistryOptions(registry.url(), registry.autoRegister(), properties);
  }
}
