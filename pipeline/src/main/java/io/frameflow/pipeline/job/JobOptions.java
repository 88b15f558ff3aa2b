package io.frameflow.pipeline.job;

import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.images.ImageLimits;
import io.frameflow.pipeline.frames.StartingOffsets;
import io.frameflow.pipeline.waiting.ShedPolicy;
import io.frameflow.schemas.rights.Right;
import io.frameflow.schemas.rights.Rights;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.resource.ResourceType;

/**
 * How one detection job runs: checked, unchangeable values of {@link JobKeys}.
 *
 * <p>Kafka and registry properties may hold secrets; nothing here prints their values.
 */
public final class JobOptions {
  private final Configuration values;

  private JobOptions(Configuration values) {
    this.values = values;
  }

  public static Builder builder() {
    return new Builder(new Configuration());
  }

  /** A builder that starts with these options. */
  public Builder toBuilder() {
    return new Builder(new Configuration(values));
  }

  /** Collects values; {@link #build} checks them all at once. */
  public static final class Builder {
    private final Configuration values;

    private Builder(Configuration values) {
      this.values = values;
    }

    public <T> Builder set(ConfigOption<T> option, T value) {
      values.set(option, value);
      return this;
    }

    /**
     * Sets an option from text, as on the command line: {@code 20 ms}, {@code 10 mb}, {@code true}.
     *
     * @throws IllegalArgumentException with one line for people if the text does not fit the option
     */
    public Builder parse(ConfigOption<?> option, String text) {
      values.setString(option.key(), text);
      try {
        values.get(option);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "--%s %s is not usable: %s".formatted(option.key(), text, reason(e)), e);
      }
      return this;
    }

    /**
     * The checked options.
     *
     * @throws IllegalArgumentException naming the first option that is missing or out of range
     */
    public JobOptions build() {
      JobOptions options = new JobOptions(new Configuration(values));
      JobSanity.check(options);
      return options;
    }

    private static String reason(IllegalArgumentException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
    }
  }

  /** Value or default of an option; null if it has neither. */
  public <T> T get(ConfigOption<T> option) {
    return values.get(option);
  }

  /** Value or default of an option. */
  public <T> Optional<T> optional(ConfigOption<T> option) {
    return Optional.ofNullable(values.get(option));
  }

  public String bootstrapServers() {
    return get(JobKeys.BOOTSTRAP_SERVERS);
  }

  public Map<String, String> kafkaConfig() {
    return get(JobKeys.KAFKA_CONFIG);
  }

  /** Settings of any Kafka client of this job. */
  Properties clients() {
    Properties properties = new Properties();
    properties.putAll(kafkaConfig());
    properties.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    return properties;
  }

  public RegistryOptions registry() {
    return new RegistryOptions(
        get(JobKeys.REGISTRY_URL),
        get(JobKeys.AUTO_REGISTER_SCHEMAS),
        get(JobKeys.REGISTRY_CONFIG));
  }

  /** Full name of one of our topics under the prefix. */
  public String topic(Topic<?> topic) {
    return topic.name(get(JobKeys.TOPIC_PREFIX));
  }

  /** The first part of every topic's name. */
  public String topicPrefix() {
    return get(JobKeys.TOPIC_PREFIX);
  }

  /** What the job must be allowed to do on Kafka. */
  public List<Right> rights() {
    List<Right> all =
        new ArrayList<>(Rights.ofJob(topicPrefix(), groupId(), transactionalIdPrefix()));
    boolean exactlyOnce = delivery() == DeliveryGuarantee.EXACTLY_ONCE;
    boolean pooled = transactionNaming() == TransactionNamingStrategy.POOLING;
    if ((exactlyOnce && pooled) || startingOffsets() == StartingOffsets.PUBLISHED) {
      all.addAll(Rights.ofJobThatReadsItsOutput(topicPrefix()));
    }
    if (!exactlyOnce) {
      all.removeIf(right -> right.resource() == ResourceType.TRANSACTIONAL_ID);
    }
    return List.copyOf(all);
  }

  public String groupId() {
    return get(JobKeys.GROUP_ID);
  }

  public StartingOffsets startingOffsets() {
    return get(JobKeys.STARTING_OFFSETS);
  }

  public boolean bounded() {
    return get(JobKeys.BOUNDED);
  }

  public Path modelDirectory() {
    return Path.of(get(JobKeys.MODEL));
  }

  public int batchSize() {
    return get(JobKeys.BATCH_SIZE);
  }

  public Duration latencyTarget() {
    return get(JobKeys.LATENCY_TARGET);
  }

  public ShedPolicy shedPolicy() {
    return get(JobKeys.SHED);
  }

  public Duration maxAge() {
    return get(JobKeys.MAX_AGE);
  }

  /** At least 1. */
  public int detectorThreads() {
    int threads = get(JobKeys.DETECTOR_THREADS);
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }

  public DetectorOptions detector() {
    return DetectorOptions.defaults()
        .withThreads(detectorThreads())
        .withScoreThreshold(get(JobKeys.SCORE_THRESHOLD))
        .withPrecision(get(JobKeys.PRECISION));
  }

  public ImageLimits imageLimits() {
    return new ImageLimits(
        Math.toIntExact(get(JobKeys.MAX_IMAGE_BYTES).getBytes()), get(JobKeys.MAX_IMAGE_PIXELS));
  }

  public DeliveryGuarantee delivery() {
    return get(JobKeys.DELIVERY);
  }

  /** Differs between jobs and deployments, and stays the same when one is restarted. */
  public String transactionalIdPrefix() {
    return optional(JobKeys.TRANSACTIONAL_ID_PREFIX)
        .orElseGet(() -> transactionalIdPrefix(jobName(), topicPrefix()));
  }

  /** The prefix of a job that is given none. */
  public static String transactionalIdPrefix(String jobName, String topicPrefix) {
    return jobName + "-" + topicPrefix;
  }

  public Duration transactionTimeout() {
    return get(JobKeys.TRANSACTION_TIMEOUT);
  }

  public TransactionNamingStrategy transactionNaming() {
    return get(JobKeys.TRANSACTION_NAMING);
  }

  public boolean keepDeadLetterPayload() {
    return get(JobKeys.KEEP_DEAD_LETTER_PAYLOAD);
  }

  public String jobName() {
    return get(JobKeys.JOB_NAME);
  }

  public int parallelism() {
    return get(JobKeys.PARALLELISM);
  }

  public Duration checkpointInterval() {
    return get(JobKeys.CHECKPOINT_INTERVAL);
  }

  public Optional<String> checkpointDirectory() {
    return optional(JobKeys.CHECKPOINT_DIR);
  }
}
