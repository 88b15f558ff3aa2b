package io.frameflow.pipeline.job;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.pipeline.operator.NativePlacement;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks everything that a job needs for a sign of life before the job is submitted. A job that
 * started without it would restart for ever, with the reason deep in its log.
 */
public final class Preflight {
  private static final List<Topic<?>> WRITTEN = List.of(Topics.DETECTIONS, Topics.DEAD_LETTERS);
  private static final int ATTEMPT_MILLIS = 5_000;

  private Preflight() {}

  /**
   * Checks the place of TensorFlow's jars, model, topics and registry, in this order.
   *
   * @throws IOException with one line for people: what is missing, where, and what to do
   */
  public static void check(JobOptions options) throws IOException, InterruptedException {
    NativePlacement.check();
    ModelPackage.open(options.modelDirectory());
    topics(options, Duration.ofSeconds(10));
    subjects(options);
  }

  static void topics(JobOptions options, Duration patience)
      throws IOException, InterruptedException {
    Properties properties = options.clients();
    int millis = Math.toIntExact(patience.toMillis());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(ATTEMPT_MILLIS, millis));
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    List<String> needed =
        List.of(Topics.FRAMES, Topics.DETECTIONS, Topics.DEAD_LETTERS).stream()
            .map(topic -> options.topic(topic))
            .toList();
    try (Admin admin = Admin.create(properties)) {
      for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
          admin.describeTopics(needed).topicNameValues().entrySet()) {
        await(topic.getKey(), topic.getValue(), options, patience);
      }
      TransactionLimit.check(admin, options);
    } catch (ExecutionException e) {
      throw new IOException(
          "the brokers at %s do not tell their limits: %s"
              .formatted(options.bootstrapServers(), root(e).getMessage()),
          e);
    } catch (KafkaException e) {
      throw new IOException(
          "Kafka at %s is not usable: %s"
              .formatted(options.bootstrapServers(), root(e).getMessage()),
          e);
    }
  }

  private static void await(
      String topic, KafkaFuture<?> description, JobOptions options, Duration patience)
      throws IOException, InterruptedException {
    try {
      description.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw topicFailure(topic, e.getCause(), options);
    } catch (TimeoutException e) {
      throw topicFailure(topic, e, options);
    }
  }

  private static IOException topicFailure(String topic, Throwable cause, JobOptions options) {
    if (cause instanceof UnknownTopicOrPartitionException) {
      return new IOException(
          "topic %s does not exist at %s; create the topics first, or check --topic-prefix"
              .formatted(topic, options.bootstrapServers()),
          cause);
    }
    if (cause instanceof org.apache.kafka.common.errors.TimeoutException
        || cause instanceof TimeoutException) {
      return new IOException(
          "no Kafka broker answers at %s; check --bootstrap-servers and that it runs"
              .formatted(options.bootstrapServers()),
          cause);
    }
    return new IOException(
        "topic %s at %s cannot be looked up: %s"
            .formatted(topic, options.bootstrapServers(), cause.getMessage()),
        cause);
  }

  static void subjects(JobOptions options) throws IOException {
    RegistryOptions registry = impatient(options.registry());
    try (SchemaRegistryClient client = registry.newClient()) {
      Collection<String> present = client.getAllSubjects();
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
    } catch (RestClientException e) {
      throw new IOException(
          "schema registry %s refuses to list its subjects (HTTP %d: %s); check --registry-config"
              .formatted(registry.displayUrl(), e.getStatus(), e.getMessage()),
          e);
    } catch (SocketException | InterruptedIOException | UnknownHostException | SSLException e) {
      throw unreachable(registry, e);
    }
  }

  private static IOException unreachable(RegistryOptions registry, IOException cause) {
    return new IOException(
        "schema registry %s is not reachable (%s); check --schema-registry-url and that it runs"
            .formatted(registry.displayUrl(), cause.getMessage()),
        cause);
  }

  private static RegistryOptions impatient(RegistryOptions registry) {
    Map<String, String> properties = new HashMap<>();
    properties.put("http.connect.timeout.ms", Integer.toString(ATTEMPT_MILLIS));
    properties.put("http.read.timeout.ms", Integer.toString(ATTEMPT_MILLIS));
    properties.putAll(registry.properties());
    return new RegistryOptions(registry.url(), registry.autoRegister(), properties);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
