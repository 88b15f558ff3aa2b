package io.frameflow.pipeline.analytics;

import io.frameflow.schemas.CameraActivity;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.rights.KafkaCluster;
import io.frameflow.schemas.serdes.AvroSerde;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The activity topology running against a cluster, in this process, until it is closed. */
public final class ActivityApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ActivityApp.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final AvroSerde<FrameDetections> detections;
  private final AvroSerde<CameraActivity> activity;
  private final StateDirectory stateDirectory;
  private final KafkaStreams streams;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile long lateAtEnd;

  private ActivityApp(
      AnalyticsOptions options,
      AvroSerde<FrameDetections> detections,
      AvroSerde<CameraActivity> activity,
      StateDirectory stateDirectory) {
    this.detections = detections;
    this.activity = activity;
    this.stateDirectory = stateDirectory;
    Properties settings = new Properties();
    settings.putAll(settings(options, stateDirectory));
    streams = new KafkaStreams(ActivityTopology.build(options, detections, activity), settings);
    streams.setUncaughtExceptionHandler(this::fail);
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.NOT_RUNNING || now == KafkaStreams.State.ERROR) {
            ended.countDown();
          }
        });
  }

  /**
   * Starts counting where the application id left off, or at the first detection that is there.
   *
   * @throws IOException with one line for people: no broker, a topic that is missing, or a state
   *     directory that cannot be made
   * @throws org.apache.kafka.common.errors.SerializationException with one line if the registry is
   *     not reachable or lacks the schema
   */
  public static ActivityApp start(AnalyticsOptions options) throws IOException {
    new KafkaCluster(options.bootstrapServers(), options.kafkaProperties())
        .require(options.rights());
    AvroSerde<CameraActivity> activity = AvroSerde.of(CameraActivity.class, options.registry());
    try {
      activity.prepareToWrite(options.activityTopic());
      StateDirectory state = StateDirectory.open(options.stateDirectory());
      ActivityApp app =
          new ActivityApp(
              options, AvroSerde.of(FrameDetections.class, options.registry()), activity, state);
      app.streams.start();
      return app;
    } catch (IOException | RuntimeException e) {
      activity.close();
      throw e;
    }
  }

  /** True while records are being read; false at first, during a rebalance and at the end. */
  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** What ended the program, if it was not {@link #close}. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** Frames so far that came after their window had closed and were not counted. */
  public long lateFrames() {
    // The metrics go when the threads do.
    return Math.max(lateAtEnd, LateFrames.count(streams.metrics()));
  }

  /**
   * Waits for {@link #close} or a failure.
   *
   * @throws IOException with one line for people if it was a failure
   */
  public void awaitEnd() throws IOException, InterruptedException {
    ended.await();
    Throwable cause = failure.get();
    if (cause != null) {
      throw new IOException("stopped: " + rootMessage(cause), cause);
    }
  }

  /** Commits and ends within ten seconds. A second call does nothing. */
  @Override
  public synchronized void close() {
    lateAtEnd = lateFrames();
    // Kafka Streams stays a member by default, and the next start would wait for its timeout.
    CloseOptions leaving =
        CloseOptions.timeout(CLOSE_WITHIN)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    if (!streams.close(leaving)) {
      LOG.warn("The activity topology did not end within {}", CLOSE_WITHIN);
    }
    ended.countDown();
    detections.close();
    activity.close();
    stateDirectory.close();
  }

  private StreamThreadExceptionResponse fail(Throwable cause) {
    failure.compareAndSet(null, cause);
    LOG.error("The activity topology stops: {}", rootMessage(cause));
    // Exactly-once makes a restart safe, and a restart is for whoever watches the process.
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private static Map<String, Object> settings(AnalyticsOptions options, StateDirectory state) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // The default of exactly-once, 100 ms, is ten transactions a second for windows of ten.
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
    // How long the cameras of a program that was killed wait for another to take them over.
    settings.put(StreamsConfig.consumerPrefix("session.timeout.ms"), 10_000);
    settings.putAll(options.kafkaProperties());
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, options.applicationId());
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.path().toString());
    settings.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, ForeignRecords.class);
    return settings;
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      if (root instanceof org.apache.kafka.common.errors.SerializationException) {
        break; // the serde's own line says more than what it wraps
      }
      root = root.getCause();
    }
    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    return message.replaceAll("\\s+", " ").strip();
  }
}
