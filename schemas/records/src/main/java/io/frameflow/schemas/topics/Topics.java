package io.frameflow.schemas.topics;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import io.frameflow.schemas.CameraActivity;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.FrameLabels;
import io.frameflow.schemas.ModelRelease;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Every topic of Frameflow. */
public final class Topics {
  /** Prefix of all topic names unless a deployment chooses its own. */
  public static final String DEFAULT_PREFIX = "frameflow";

  /**
   * Largest record in bytes of the topics that carry pictures: a 10 MB JPEG with its fields.
   * Producers need a {@code max.request.size} of at least this.
   */
  public static final int MAX_FRAME_RECORD_BYTES = 11 << 20;

  /**
   * Records are kept by the time of their arrival. By the time of capture, footage of last year
   * would be deleted as soon as it came, and a camera whose clock is ahead would be refused.
   */
  private static final String ARRIVAL = "LogAppendTime";

  /** Pictures from the connectors; JPEG does not compress further, so the broker does not try. */
  public static final Topic<Frame> FRAMES =
      new Topic<>(
          "frames.v1",
          Frame.class,
          false,
          Map.of(
              MESSAGE_TIMESTAMP_TYPE_CONFIG,
              ARRIVAL,
              RETENTION_MS_CONFIG,
              millis(Duration.ofHours(24)),
              RETENTION_BYTES_CONFIG,
              Long.toString(10L << 30),
              COMPRESSION_TYPE_CONFIG,
              "uncompressed",
              MAX_MESSAGE_BYTES_CONFIG,
              Integer.toString(MAX_FRAME_RECORD_BYTES)));

  /** One record for each frame that was not a dead letter. */
  public static final Topic<FrameDetections> DETECTIONS =
      new Topic<>(
          "detections.v1",
          FrameDetections.class,
          false,
          Map.of(
              MESSAGE_TIMESTAMP_TYPE_CONFIG,
              ARRIVAL,
              RETENTION_MS_CONFIG,
              millis(Duration.ofDays(7))));

  /** Frames that could not be processed; larger than a frame, as it may hold one with headers. */
  public static final Topic<DeadLetter> DEAD_LETTERS =
      new Topic<>(
          "dead-letters.v1",
          DeadLetter.class,
          false,
          Map.of(
              MESSAGE_TIMESTAMP_TYPE_CONFIG,
              ARRIVAL,
              RETENTION_MS_CONFIG,
              millis(Duration.ofDays(14)),
              MAX_MESSAGE_BYTES_CONFIG,
              Integer.toString(MAX_FRAME_RECORD_BYTES + (1 << 20))));

  /** Model releases; one partition, so that "the latest release" has one meaning. */
  public static final Topic<ModelRelease> MODELS =
      new Topic<>(
          "models.v1",
          ModelRelease.class,
          true,
          Map.of(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT));

  /** Ground truth of frames, kept long: the next training set is made of it. */
  public static final Topic<FrameLabels> LABELS =
      new Topic<>(
          "labels.v1",
          FrameLabels.class,
          false,
          Map.of(
              MESSAGE_TIMESTAMP_TYPE_CONFIG,
              ARRIVAL,
              RETENTION_MS_CONFIG,
              millis(Duration.ofDays(365))));

  /** Windowed counts per camera. */
  public static final Topic<CameraActivity> ACTIVITY =
      new Topic<>(
          "activity.v1",
          CameraActivity.class,
          false,
          Map.of(
              MESSAGE_TIMESTAMP_TYPE_CONFIG,
              ARRIVAL,
              RETENTION_MS_CONFIG,
              millis(Duration.ofDays(7))));

  private static final List<Topic<?>> ALL =
      List.of(FRAMES, DETECTIONS, DEAD_LETTERS, MODELS, LABELS, ACTIVITY);

  private Topics() {}

  /** Every topic, in the order of a frame's way. */
  public static List<Topic<?>> all() {
    return ALL;
  }

  /**
   * Creates the topics that are missing and leaves existing ones as they are.
   *
   * @param partitions of each topic that may be split by camera; at least 1
   * @param replication copies of each partition; -1 takes the broker's default
   * @return names of the topics that were created
   * @throws java.io.UncheckedIOException with one line for people if the broker cannot be reached
   *     or refuses
   * @throws IllegalArgumentException for a wrong prefix or partition count
   */
  public static List<String> create(Admin admin, String prefix, int partitions, short replication) {
    return TopicCreation.createMissing(admin, ALL, prefix, partitions, replication);
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
