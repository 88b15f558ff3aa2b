package io.frameflow.schemas.topics;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Asks the broker for the topics that it lacks. */
final class TopicCreation {
  private TopicCreation() {}

  static List<String> createMissing(
      Admin admin, List<Topic<?>> topics, String prefix, int partitions, short replication) {
    if (partitions < 1) {
      throw new IllegalArgumentException("a topic needs at least one partition, not " + partitions);
    }
    List<NewTopic> wanted =
        topics.stream().map(topic -> describe(topic, prefix, partitions, replication)).toList();
    Set<String> present = get(admin.listTopics().names(), "listing the topics");
    List<NewTopic> missing =
        wanted.stream().filter(topic -> !present.contains(topic.name())).toList();
    List<String> created = new ArrayList<>();
    for (Map.Entry<String, KafkaFuture<Void>> one :
        admin.createTopics(missing).values().entrySet()) {
      if (awaitCreation(one.getKey(), one.getValue())) {
        created.add(one.getKey());
      }
    }
    return List.copyOf(created);
  }

  private static NewTopic describe(
      Topic<?> topic, String prefix, int partitions, short replication) {
    return new NewTopic(topic.name(prefix), topic.singlePartition() ? 1 : partitions, replication)
        .configs(topic.config());
  }

  /** False if someone else created the topic in the meantime, which is as good. */
  private static boolean awaitCreation(String name, KafkaFuture<Void> creation) {
    try {
      get(creation, "creating topic " + name);
      return true;
    } catch (UncheckedIOException e) {
      if (e.getCause().getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }

  private static String reason(Throwable cause) {
    if (cause instanceof TimeoutException) {
      return "no broker answered in time; check --bootstrap-servers and that Kafka runs";
    }
    if (cause instanceof AuthorizationException) {
      return "it needs the right Create there (%s); './frameflow rights' prints what is needed"
          .formatted(cause.getMessage());
    }
    return cause.getMessage();
  }

  private static <T> T get(KafkaFuture<T> future, String task) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException(task + " was interrupted"));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new UncheckedIOException(new IOException(task + " failed: " + reason(cause), cause));
    }
  }
}
