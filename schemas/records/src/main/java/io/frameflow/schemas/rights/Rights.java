package io.frameflow.schemas.rights;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import java.util.List;

/**
 * The rights that suffice, by role: none of a list can be left out. The checks before a verb's
 * start, the tests and the printed commands are all made of these lists.
 */
public final class Rights {
  private Rights() {}

  /** Who makes the topics: {@code frameflow topics}. */
  public static List<Right> ofTopics(String topicPrefix) {
    return List.of(Right.topics(topicPrefix + ".", CREATE, "make the topics"));
  }

  /** Who brings frames: {@code frameflow push}. An idempotent producer needs nothing more. */
  public static List<Right> ofProducer(String topicPrefix) {
    return List.of(
        Right.topic(Topics.FRAMES.name(topicPrefix), WRITE, "write frames"),
        Right.topic(Topics.LABELS.name(topicPrefix), WRITE, "write their labels"));
  }

  /** The detection job. */
  public static List<Right> ofJob(String topicPrefix, String group, String transactionalIds) {
    return List.of(
        Right.topic(Topics.FRAMES.name(topicPrefix), READ, "read frames"),
        Right.group(group, "record progress"),
        Right.topic(Topics.DETECTIONS.name(topicPrefix), WRITE, "write detections"),
        Right.topic(Topics.DEAD_LETTERS.name(topicPrefix), WRITE, "write dead letters"),
        Right.transactions(transactionalIds, "write exactly once"));
  }

  /**
   * What a job needs besides where it reads its own output: to find transactions that are open,
   * with pooled transactional ids, and to go on behind what is published.
   */
  public static List<Right> ofJobThatReadsItsOutput(String topicPrefix) {
    return List.of(
        Right.topic(Topics.DETECTIONS.name(topicPrefix), READ, "find its own transactions"),
        Right.topic(Topics.DEAD_LETTERS.name(topicPrefix), READ, "find its own transactions"));
  }

  /** Who sends refused frames again: {@code frameflow dead-letters replay}. */
  public static List<Right> ofReplay(String topicPrefix) {
    String frames = Topics.FRAMES.name(topicPrefix);
    return List.of(
        Right.topic(Topics.DEAD_LETTERS.name(topicPrefix), READ, "see what was refused"),
        Right.topic(frames, READ, "take the refused frame"),
        Right.topic(frames, WRITE, "send it again"),
        Right.transactions(replayTransactions(topicPrefix), "send all of them or none"));
  }

  /** The transactional id of a replay: one for all, so that two cannot run side by side. */
  public static String replayTransactions(String topicPrefix) {
    return "frameflow-replay-" + Topics.FRAMES.name(topicPrefix);
  }

  /** Who looks on: {@code watch}, {@code page}, {@code audit}, which are in no group. */
  public static List<Right> ofViewer(String topicPrefix) {
    return List.of(
        Right.topic(Topics.FRAMES.name(topicPrefix), READ, "see the pictures"),
        Right.topic(Topics.DETECTIONS.name(topicPrefix), READ, "see what was detected"),
        Right.topic(Topics.DEAD_LETTERS.name(topicPrefix), READ, "see what was refused"));
  }

  /** The counting of activity, a Kafka Streams application with internal topics of its own. */
  public static List<Right> ofAnalytics(String topicPrefix, String applicationId) {
    String internal = applicationId + "-";
    return List.of(
        Right.topic(Topics.DETECTIONS.name(topicPrefix), READ, "read detections"),
        Right.topic(Topics.ACTIVITY.name(topicPrefix), WRITE, "write counts"),
        Right.group(applicationId, "share the work and record progress"),
        Right.transactions(applicationId, "count exactly once"),
        Right.topics(internal, CREATE, "make its state's topic"),
        Right.topics(internal, READ, "take its state up"),
        Right.topics(internal, WRITE, "keep its state"));
  }

  /** To read these topics without a group. */
  public static List<Right> toRead(List<? extends Topic<?>> topics, String topicPrefix) {
    return topics.stream()
        .map(topic -> Right.topic(topic.name(topicPrefix), READ, "read"))
        .toList();
  }
}
