package io.frameflow.it.security;

import io.frameflow.schemas.rights.Right;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Does for real, with a plain client, what a right is for. */
final class Attempt {

  /** Compacted topics take no record without one. */
  private static final byte[] KEY = {1};

  private final Map<String, Object> access = new HashMap<>();

  Attempt(String servers, Map<String, String> login) {
    access.putAll(login);
    access.put("bootstrap.servers", servers);
    access.put("request.timeout.ms", 10_000);
    access.put("default.api.timeout.ms", 10_000);
    access.put("max.block.ms", 10_000);
  }

  /**
   * @param topic stands for a topic whose name only starts as the right says
   */
  void of(Right right, String topic) throws Exception {
    String name = right.pattern() == PatternType.PREFIXED ? topic : right.name();
    if (right.resource() == ResourceType.GROUP) {
      commit(right.name());
    } else if (right.resource() == ResourceType.TRANSACTIONAL_ID) {
      begin(right.name() + "-0");
    } else if (right.operation() == AclOperation.READ) {
      read(name);
    } else if (right.operation() == AclOperation.WRITE) {
      write(name);
    } else {
      create(right.name() + "new-" + System.nanoTime());
    }
  }

  private void read(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of())) {
      TopicPartition first = new TopicPartition(topic, 0);
      consumer.assign(List.of(first));
      consumer.seekToBeginning(List.of(first));
      if (consumer.poll(Duration.ofSeconds(20)).isEmpty()) {
        throw new IllegalStateException("nothing to read on " + topic);
      }
    }
  }

  private void commit(String group) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of("group.id", group))) {
      consumer.commitSync(Map.of(new TopicPartition("any", 0), new OffsetAndMetadata(0)));
    } catch (org.apache.kafka.common.errors.TopicAuthorizationException e) {
      // The group was allowed; the topic is no part of the question.
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(access);
    config.put("auto.offset.reset", "earliest");
    config.putAll(more);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void begin(String transactionalId) {
    Map<String, Object> config = new HashMap<>(access);
    config.put("transactional.id", transactionalId);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
    }
  }

  void write(String topic) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(access, new ByteArraySerializer(), new ByteArraySerializer())) {
      get(producer.send(new ProducerRecord<>(topic, KEY, new byte[] {1})));
    }
  }

  private void create(String topic) throws Exception {
    try (Admin admin = Admin.create(access)) {
      get(admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty()))).all());
    }
  }

  private static void get(java.util.concurrent.Future<?> future) throws Exception {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
