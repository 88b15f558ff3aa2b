package io.frameflow.standalone.demo;

import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.FrameLabels;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads everything that the pipeline published, committed records alone, into a ledger. */
final class LedgerReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Ledger ledger;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final AvroSerde<FrameDetections> detections;
  private final AvroSerde<DeadLetter> deadLetters;
  private final AvroSerde<FrameLabels> labels;
  private final String detectionsTopic;
  private final String deadLettersTopic;
  private final String labelsTopic;
  private final List<TopicPartition> frames;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Thread thread;
  private volatile long framesIn;
  private volatile boolean running = true;

  LedgerReader(Ledger ledger, String bootstrapServers, RegistryOptions registry, String prefix) {
    this.ledger = ledger;
    this.detections = AvroSerde.of(FrameDetections.class, registry);
    this.deadLetters = AvroSerde.of(DeadLetter.class, registry);
    this.labels = AvroSerde.of(FrameLabels.class, registry);
    this.detectionsTopic = Topics.DETECTIONS.name(prefix);
    this.deadLettersTopic = Topics.DEAD_LETTERS.name(prefix);
    this.labelsTopic = Topics.LABELS.name(prefix);
    this.consumer = new KafkaConsumer<>(properties(bootstrapServers));
    List<TopicPartition> read = new ArrayList<>();
    for (String topic : List.of(detectionsTopic, deadLettersTopic, labelsTopic)) {
      read.addAll(partitions(topic));
    }
    this.frames = partitions(Topics.FRAMES.name(prefix));
    consumer.assign(read);
    consumer.seekToBeginning(read);
    this.thread = new Thread(this::readAll, "ledger-reader");
  }

  void start() {
    thread.start();
  }

  /** Frames in the frames topic, at most a poll old. */
  long framesIn() {
    return framesIn;
  }

  /** What ended the reader early, or null. */
  Throwable failure() {
    return failure.get();
  }

  @Override
  public void close() {
    running = false;
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    consumer.close();
    detections.close();
    deadLetters.close();
    labels.close();
  }

  private void readAll() {
    try {
      while (running) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          book(record);
        }
        framesIn = consumer.endOffsets(frames).values().stream().mapToLong(Long::longValue).sum();
      }
    } catch (WakeupException e) {
      // close() asked for it.
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }

  private void book(ConsumerRecord<byte[], byte[]> record) {
    String topic = record.topic();
    if (topic.equals(detectionsTopic)) {
      ledger.add(detections.deserializer().deserialize(topic, record.value()), Instant.now());
    } else if (topic.equals(deadLettersTopic)) {
      ledger.add(deadLetters.deserializer().deserialize(topic, record.value()));
    } else {
      ledger.add(labels.deserializer().deserialize(topic, record.value()));
    }
  }

  private List<TopicPartition> partitions(String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(p -> new TopicPartition(p.topic(), p.partition()))
        .toList();
  }

  private static Properties properties(String bootstrapServers) {
    Properties p = new Properties();
    p.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    p.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    p.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    p.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    p.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    return p;
  }
}
