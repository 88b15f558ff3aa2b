package io.frameflow.pipeline.analytics;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/** Looks for the broker and the topics first: Kafka Streams would wait for them in silence. */
final class BrokerCheck {
  private static final int ANSWER_MILLIS = 5_000;

  private BrokerCheck() {}

  /**
   * @throws IOException with one line: no broker, a refused login, or a topic that is missing
   */
  static void requireTopics(AnalyticsOptions options) throws IOException {
    Set<String> present = topicNames(options);
    for (String topic : List.of(options.detectionsTopic(), options.activityTopic())) {
      if (!present.contains(topic)) {
        throw new IOException(
            "topic %s does not exist on %s: create it with './frameflow topics --bootstrap-servers %s --topic-prefix %s'"
                .formatted(
                    topic,
                    options.bootstrapServers(),
                    options.bootstrapServers(),
                    options.topicPrefix()));
      }
    }
  }

  private static Set<String> topicNames(AnalyticsOptions options) throws IOException {
    Map<String, Object> settings = new HashMap<>();
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    settings.putAll(options.kafkaProperties());
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      return admin.listTopics().names().get();
    } catch (ExecutionException e) {
      throw new IOException(describe(options.bootstrapServers(), e.getCause()), e);
    } catch (KafkaException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new IOException("the Kafka settings are not usable: " + reason.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while looking for the broker");
    }
  }

  private static String describe(String servers, Throwable cause) {
    return cause instanceof TimeoutException
        ? "no Kafka broker answers at %s within %d s: check --bootstrap-servers and that it runs"
            .formatted(servers, ANSWER_MILLIS / 1000)
        : "Kafka at %s refuses: %s".formatted(servers, cause.getMessage());
  }
}
