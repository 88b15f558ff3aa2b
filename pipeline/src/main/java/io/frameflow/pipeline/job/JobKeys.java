package io.frameflow.pipeline.job;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.frameflow.detector.Precision;
import io.frameflow.detector.images.ImageLimits;
import io.frameflow.pipeline.frames.StartingOffsets;
import io.frameflow.pipeline.waiting.ShedPolicy;
import io.frameflow.schemas.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/** Every option of the detection job with its type, default and description. */
public final class JobKeys {
  // ------------------------------------------------------------------ Kafka and the registry

  public static final ConfigOption<String> BOOTSTRAP_SERVERS =
      key("bootstrap-servers")
          .stringType()
          .noDefaultValue()
          .withDescription("Kafka brokers, HOST:PORT[,HOST:PORT...]. Required.");

  public static final ConfigOption<String> REGISTRY_URL =
      key("schema-registry-url")
          .stringType()
          .noDefaultValue()
          .withDescription("Confluent-compatible schema registry, http(s)://HOST:PORT. Required.");

  public static final ConfigOption<String> TOPIC_PREFIX =
      key("topic-prefix")
          .stringType()
          .defaultValue(Topics.DEFAULT_PREFIX)
          .withDescription("First part of every topic's name.");

  public static final ConfigOption<Map<String, String>> KAFKA_CONFIG =
      key("kafka-config")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Kafka client property KEY=VALUE (security, tuning) for consumer, producers and"
                  + " admin client; repeatable, or @FILE with one a line.");

  public static final ConfigOption<Map<String, String>> REGISTRY_CONFIG =
      key("registry-config")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Registry client property KEY=VALUE (security); repeatable, or @FILE with one a"
                  + " line.");

  public static final ConfigOption<Boolean> AUTO_REGISTER_SCHEMAS =
      key("auto-register-schemas")
          .booleanType()
          .defaultValue(false)
          .withDescription("Let the job register its schemas. For trials; a release does it else.");

  // ------------------------------------------------------------------ reading

  public static final ConfigOption<String> GROUP_ID =
      key("group-id")
          .stringType()
          .defaultValue("frameflow-detector")
          .withDescription("Consumer group that progress is recorded under.");

  public static final ConfigOption<StartingOffsets> STARTING_OFFSETS =
      key("starting-offsets")
          .enumType(StartingOffsets.class)
          .defaultValue(StartingOffsets.COMMITTED_ELSE_EARLIEST)
          .withDescription(
              "Where to begin without a checkpoint: committed-else-earliest,"
                  + " committed-else-latest, earliest, latest, or published: behind what the output"
                  + " topics hold, which neither loses nor repeats a frame.");

  public static final ConfigOption<Boolean> BOUNDED =
      key("bounded")
          .booleanType()
          .defaultValue(false)
          .withDescription("Stop after the frames that are there at the start: for replays.");

  public static final ConfigOption<Duration> IDLE_AFTER =
      key("idle-after")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withDescription("A partition silent for so long no longer holds watermarks back.");

  public static final ConfigOption<Duration> OUT_OF_ORDERNESS =
      key("out-of-orderness")
          .durationType()
          .defaultValue(Duration.ofSeconds(2))
          .withDescription("How far capture times within a partition may be out of order.");

  // ------------------------------------------------------------------ detecting

  public static final ConfigOption<String> MODEL =
      key("model")
          .stringType()
          .noDefaultValue()
          .withDescription("Model package, a directory that every TaskManager sees. Required.");

  public static final ConfigOption<Integer> BATCH_SIZE =
      key("batch-size")
          .intType()
          .defaultValue(8)
          .withDescription("Most frames in one call of the model.");

  public static final ConfigOption<Duration> LATENCY_TARGET =
      key("latency-target")
          .durationType()
          .defaultValue(Duration.ofMillis(500))
          .withDescription(
              "Most time from a frame's arrival in the detector to its result: no batch waits for"
                  + " more frames than that leaves time for. Frames that took longer are counted.");

  public static final ConfigOption<ShedPolicy> SHED =
      key("shed")
          .enumType(ShedPolicy.class)
          .defaultValue(ShedPolicy.NEVER)
          .withDescription(
              "Frames to give up, each with a record that says so, when more come than the model"
                  + " can look at: never (they wait in Kafka), stale (older than --max-age when it"
                  + " is their turn) or latest (a newer one of the camera is there).");

  public static final ConfigOption<Duration> MAX_AGE =
      key("max-age")
          .durationType()
          .defaultValue(Duration.ofSeconds(2))
          .withDescription(
              "Most time from a frame's record in Kafka to its turn, under --shed stale.");

  public static final ConfigOption<Float> SCORE_THRESHOLD =
      key("score-threshold")
          .floatType()
          .noDefaultValue()
          .withDescription("Least probability of a published detection. Default: the model's.");

  public static final ConfigOption<Integer> DETECTOR_THREADS =
      key("detector-threads")
          .intType()
          .defaultValue(0)
          .withDescription(
              "Threads that prepare frames, and of the model, in each process, whatever its number"
                  + " of slots; 0 for one per processor.");

  public static final ConfigOption<Precision> PRECISION =
      key("precision")
          .enumType(Precision.class)
          .defaultValue(Precision.AUTO)
          .withDescription(
              "Matrix products in fp32 or bf16; auto tries both on the model for a second at start"
                  + " and takes the faster, if it gives the same answers.");

  public static final ConfigOption<MemorySize> MAX_IMAGE_BYTES =
      key("max-image-bytes")
          .memoryType()
          .defaultValue(MemorySize.parse("10 mb"))
          .withDescription("Largest JPEG; a larger one is a dead letter.");

  public static final ConfigOption<Long> MAX_IMAGE_PIXELS =
      key("max-image-pixels")
          .longType()
          .defaultValue(ImageLimits.DEFAULT.maxPixels())
          .withDescription("Most pixels (width x height) of a picture; more is a dead letter.");

  // ------------------------------------------------------------------ writing

  public static final ConfigOption<DeliveryGuarantee> DELIVERY =
      key("delivery")
          .enumType(DeliveryGuarantee.class)
          .defaultValue(DeliveryGuarantee.EXACTLY_ONCE)
          .withDescription(
              "exactly-once (read_committed readers lag by the checkpoint interval) or"
                  + " at-least-once.");

  public static final ConfigOption<String> TRANSACTIONAL_ID_PREFIX =
      key("transactional-id-prefix")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Start of the job's transactional ids: its own and never changed. Default:"
                  + " <job-name>-<topic-prefix>.");

  public static final ConfigOption<Duration> TRANSACTION_TIMEOUT =
      key("transaction-timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription(
              "How long the broker keeps an open transaction, at most its"
                  + " transaction.max.timeout.ms (15 min unless changed). After a longer outage the"
                  + " job ends and says how to go on without a loss.");

  public static final ConfigOption<TransactionNamingStrategy> TRANSACTION_NAMING =
      key("transaction-naming")
          .enumType(TransactionNamingStrategy.class)
          .defaultValue(TransactionNamingStrategy.INCREMENTING)
          .withDescription(
              "incrementing (an id per checkpoint) or pooling (ids are used again: less for the"
                  + " broker to remember). Back from pooling only with a new prefix.");

  public static final ConfigOption<Boolean> KEEP_DEAD_LETTER_PAYLOAD =
      key("keep-dead-letter-payload")
          .booleanType()
          .defaultValue(false)
          .withDescription("Copy the refused record's value into its dead letter.");

  // ------------------------------------------------------------------ running

  public static final ConfigOption<String> JOB_NAME =
      key("job-name")
          .stringType()
          .defaultValue("frameflow-detector")
          .withDescription("Name of the job in the dashboard.");

  public static final ConfigOption<Integer> PARALLELISM =
      key("parallelism")
          .intType()
          .defaultValue(1)
          .withDescription("Subtasks; more than the frames topic has partitions stay idle.");

  public static final ConfigOption<Duration> CHECKPOINT_INTERVAL =
      key("checkpoint-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("Time between checkpoints, hence between transactions.");

  public static final ConfigOption<String> CHECKPOINT_DIR =
      key("checkpoint-dir")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Directory URI for checkpoints and savepoints. Default: the cluster's setting.");

  public static final ConfigOption<String> RESTORE_FROM =
      key("restore-from")
          .stringType()
          .noDefaultValue()
          .withDescription("Savepoint or checkpoint to go on from, as its path was printed.");

  public static final ConfigOption<Integer> WEB_PORT =
      key("web-port")
          .intType()
          .defaultValue(8081)
          .withDescription("Port of the dashboard on 127.0.0.1; only without a cluster.");

  public static final ConfigOption<Boolean> PREFLIGHT =
      key("preflight")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Check model, broker, topics and registry before submitting; false where only the"
                  + " cluster can reach them.");

  private static final List<ConfigOption<?>> ALL =
      List.of(
          BOOTSTRAP_SERVERS,
          REGISTRY_URL,
          TOPIC_PREFIX,
          KAFKA_CONFIG,
          REGISTRY_CONFIG,
          AUTO_REGISTER_SCHEMAS,
          GROUP_ID,
          STARTING_OFFSETS,
          BOUNDED,
          IDLE_AFTER,
          OUT_OF_ORDERNESS,
          MODEL,
          BATCH_SIZE,
          LATENCY_TARGET,
          SHED,
          MAX_AGE,
          SCORE_THRESHOLD,
          DETECTOR_THREADS,
          PRECISION,
          MAX_IMAGE_BYTES,
          MAX_IMAGE_PIXELS,
          DELIVERY,
          TRANSACTIONAL_ID_PREFIX,
          TRANSACTION_TIMEOUT,
          TRANSACTION_NAMING,
          KEEP_DEAD_LETTER_PAYLOAD,
          JOB_NAME,
          PARALLELISM,
          CHECKPOINT_INTERVAL,
          CHECKPOINT_DIR,
          RESTORE_FROM,
          WEB_PORT,
          PREFLIGHT);

  private JobKeys() {}

  /** Every option, in the order of {@code --help}. */
  public static List<ConfigOption<?>> all() {
    return ALL;
  }
}
