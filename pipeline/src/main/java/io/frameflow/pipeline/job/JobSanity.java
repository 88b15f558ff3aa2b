package io.frameflow.pipeline.job;

import io.frameflow.pipeline.waiting.ShedPolicy;
import io.frameflow.schemas.topics.Topics;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** Checks the options of a job before anything is constructed from them. */
final class JobSanity {
  /** Kafka properties that the job itself decides on, each with the option that says how. */
  private static final Set<String> OURS =
      Set.of(
          "bootstrap.servers",
          "group.id",
          "auto.offset.reset",
          "enable.auto.commit",
          "transactional.id",
          "transaction.timeout.ms");

  private JobSanity() {}

  static void check(JobOptions options) {
    required(options, JobKeys.BOOTSTRAP_SERVERS);
    required(options, JobKeys.REGISTRY_URL);
    required(options, JobKeys.MODEL);
    notBlank(options, JobKeys.GROUP_ID);
    notBlank(options, JobKeys.JOB_NAME);
    atLeast(options, JobKeys.BATCH_SIZE, 1);
    atLeast(options, JobKeys.PARALLELISM, 1);
    atLeast(options, JobKeys.DETECTOR_THREADS, 0);
    positive(options, JobKeys.LATENCY_TARGET);
    positive(options, JobKeys.MAX_AGE);
    positive(options, JobKeys.CHECKPOINT_INTERVAL);
    positive(options, JobKeys.IDLE_AFTER);
    options.topic(Topics.FRAMES);
    options.registry();
    modelPath(options);
    webPort(options);
    imageLimits(options);
    scoreThreshold(options);
    delivery(options);
    checkpointDirectory(options);
    ownKafkaProperties(options);
    if (options.bounded() && options.optional(JobKeys.RESTORE_FROM).isPresent()) {
      // A restored partition keeps the end that it was saved with: none, if that job was unbounded.
      throw refused(JobKeys.BOUNDED, "cannot be combined with --restore-from");
    }
    if (options.bounded() && options.shedPolicy() != ShedPolicy.NEVER) {
      // It would be over in a moment, with almost every frame given up.
      throw refused(JobKeys.SHED, "must be never with --bounded: a replay's frames are all old");
    }
  }

  private static void required(JobOptions options, ConfigOption<String> option) {
    if (options.optional(option).map(String::isBlank).orElse(true)) {
      throw refused(option, "is missing");
    }
  }

  private static void notBlank(JobOptions options, ConfigOption<String> option) {
    if (options.get(option).isBlank()) {
      throw refused(option, "must not be empty");
    }
  }

  private static void atLeast(JobOptions options, ConfigOption<Integer> option, int least) {
    int value = options.get(option);
    if (value < least) {
      throw refused(option, "must be at least %d, but is %d".formatted(least, value));
    }
  }

  private static void positive(JobOptions options, ConfigOption<Duration> option) {
    Duration value = options.get(option);
    // Below a millisecond Flink's timers see zero.
    if (value.toMillis() < 1) {
      throw refused(option, "must be at least 1 ms");
    }
  }

  private static void modelPath(JobOptions options) {
    try {
      options.modelDirectory();
    } catch (InvalidPathException e) {
      throw refused(JobKeys.MODEL, "is no path: " + e.getReason(), e);
    }
  }

  private static void webPort(JobOptions options) {
    int port = options.get(JobKeys.WEB_PORT);
    if (port < 0 || port > 65535) {
      throw refused(JobKeys.WEB_PORT, "must be from 0 to 65535, but is " + port);
    }
  }

  private static void imageLimits(JobOptions options) {
    long bytes = options.get(JobKeys.MAX_IMAGE_BYTES).getBytes();
    if (bytes < 1 || bytes > Topics.MAX_FRAME_RECORD_BYTES) {
      throw refused(
          JobKeys.MAX_IMAGE_BYTES,
          "must be from 1 to %d bytes, the topic's largest record, but is %d"
              .formatted(Topics.MAX_FRAME_RECORD_BYTES, bytes));
    }
    try {
      options.imageLimits();
    } catch (IllegalArgumentException e) {
      throw refused(JobKeys.MAX_IMAGE_PIXELS, "is not usable: " + e.getMessage(), e);
    }
  }

  private static void scoreThreshold(JobOptions options) {
    Float score = options.get(JobKeys.SCORE_THRESHOLD);
    if (score != null && !(score >= 0 && score <= 1)) {
      throw refused(JobKeys.SCORE_THRESHOLD, "must be from 0 to 1, but is " + score);
    }
  }

  private static void delivery(JobOptions options) {
    if (options.delivery() == DeliveryGuarantee.NONE) {
      throw refused(JobKeys.DELIVERY, "must be exactly-once or at-least-once");
    }
    // A transaction lives from one checkpoint to the end of the next, and must outlive an outage.
    if (options.transactionTimeout().compareTo(options.checkpointInterval().multipliedBy(4)) < 0) {
      throw refused(
          JobKeys.TRANSACTION_TIMEOUT, "must be at least four times the --checkpoint-interval");
    }
    if (options.transactionalIdPrefix().isBlank()) {
      throw refused(JobKeys.TRANSACTIONAL_ID_PREFIX, "must not be empty");
    }
  }

  private static void checkpointDirectory(JobOptions options) {
    String directory = options.get(JobKeys.CHECKPOINT_DIR);
    if (directory == null) {
      return;
    }
    try {
      if (URI.create(directory).getScheme() != null) {
        return;
      }
    } catch (IllegalArgumentException e) {
      throw refused(JobKeys.CHECKPOINT_DIR, "is no URI: " + e.getMessage(), e);
    }
    throw refused(
        JobKeys.CHECKPOINT_DIR,
        "must be a URI such as file:///var/frameflow/checkpoints, but is " + directory);
  }

  private static void ownKafkaProperties(JobOptions options) {
    for (String name : options.kafkaConfig().keySet()) {
      if (OURS.contains(name)) {
        throw refused(JobKeys.KAFKA_CONFIG, "must not set %s; the job has its own".formatted(name));
      }
    }
  }

  private static IllegalArgumentException refused(ConfigOption<?> option, String reason) {
    return new IllegalArgumentException("--" + option.key() + " " + reason);
  }

  private static IllegalArgumentException refused(
      ConfigOption<?> option, String reason, Exception cause) {
    return new IllegalArgumentException("--" + option.key() + " " + reason, cause);
  }
}
