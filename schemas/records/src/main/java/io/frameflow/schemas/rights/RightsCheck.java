package io.frameflow.schemas.rights;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Asks a cluster whether we have rights, without doing what they are for. */
final class RightsCheck {
  private static final String NAME = "frameflow-check";

  private final KafkaCluster cluster;
  private final Admin admin;

  RightsCheck(KafkaCluster cluster, Admin admin) {
    this.cluster = cluster;
    this.admin = admin;
  }

  /**
   * Returns when the topics are there and we have every right.
   *
   * @throws IOException with one line: a topic or a right that is missing, or no connection
   */
  void require(List<Right> rights) throws IOException {
    topics(rights.stream().filter(right -> right.resource() == TOPIC).toList());
    for (Right right : rights) {
      if (right.resource() == GROUP) {
        group(right);
      } else if (right.resource() == TRANSACTIONAL_ID) {
        transactions(right);
      }
    }
  }

  private void topics(List<Right> rights) throws IOException {
    for (Right right : rights) {
      if (right.pattern() == PREFIXED) {
        topicsThatStart(right);
      }
    }
    List<Right> literal = rights.stream().filter(right -> right.pattern() == LITERAL).toList();
    Map<String, KafkaFuture<TopicDescription>> described =
        describe(literal.stream().map(Right::name).collect(Collectors.toSet()));
    for (Right right : literal) {
      topic(right, described.get(right.name()));
    }
  }

  /** Those that are there are looked at; otherwise all there is to ask is whether we may create. */
  private void topicsThatStart(Right right) throws IOException {
    Set<String> present = get(admin.listTopics().names(), "listing the topics");
    Set<String> ours =
        present.stream().filter(name -> name.startsWith(right.name())).collect(Collectors.toSet());
    if (right.operation() != CREATE) {
      for (KafkaFuture<TopicDescription> description : describe(ours).values()) {
        topic(right, description);
      }
    } else if (ours.isEmpty()) {
      NewTopic trial = new NewTopic(right.name() + NAME, Optional.of(1), Optional.empty());
      try {
        get(
            admin.createTopics(List.of(trial), new CreateTopicsOptions().validateOnly(true)).all(),
            "asking for a topic");
      } catch (IOException e) {
        throw e.getCause() instanceof AuthorizationException ? missing(right, e) : e;
      }
    }
  }

  private Map<String, KafkaFuture<TopicDescription>> describe(Set<String> names) {
    return admin
        .describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
        .topicNameValues();
  }

  private void topic(Right right, KafkaFuture<TopicDescription> description) throws IOException {
    Set<AclOperation> allowed;
    try {
      allowed = get(description, "looking up topic " + right.name()).authorizedOperations();
    } catch (IOException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw cluster.missingTopic(right.name(), e);
      }
      throw e.getCause() instanceof AuthorizationException ? missing(right, e) : e;
    }
    if (allowed != null && !allowed.contains(right.operation())) {
      throw missing(right, null);
    }
  }

  /** A member that does not exist leaves: needs the right to read and changes nothing. */
  private void group(Right right) throws IOException {
    RemoveMembersFromConsumerGroupOptions nobody =
        new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove(NAME)));
    try {
      get(
          admin
              .removeMembersFromConsumerGroup(right.name(), nobody)
              .memberResult(new MemberToRemove(NAME)),
          "asking for group " + right.name());
    } catch (IOException e) {
      if (e.getCause() instanceof AuthorizationException) {
        throw missing(right, e);
      }
      if (KafkaCluster.isConnectionFailure(e.getCause())) {
        throw e;
      }
      // It is told that it is unknown, as it should be.
    }
  }

  /** Begins none: takes an id of its own, the same each time, as a transactional producer does. */
  private void transactions(Right right) throws IOException {
    Map<String, Object> config =
        cluster.clientConfig(Map.of("transactional.id", right.name() + "-" + NAME));
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
    } catch (AuthorizationException e) {
      throw missing(right, e);
    } catch (KafkaException e) {
      throw cluster.failure("asking for transactions as " + right.name(), e);
    }
  }

  private IOException missing(Right right, Exception cause) {
    return new IOException(
        "we lack the right %s at Kafka %s (to %s); grant it with: %s"
            .formatted(
                right,
                cluster.servers(),
                right.purpose(),
                right.command(cluster.servers(), "User:" + cluster.user())),
        cause);
  }

  private <T> T get(KafkaFuture<T> future, String task) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw cluster.failure(task, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(task + " was interrupted");
    }
  }
}
