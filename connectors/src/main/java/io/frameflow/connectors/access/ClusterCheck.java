package io.frameflow.connectors.access;

import io.frameflow.schemas.rights.Right;
import io.frameflow.schemas.rights.Rights;
import io.frameflow.schemas.topics.Topic;
import java.io.IOException;
import java.util.List;

/** Looks whether a cluster is there, and lets us, before anything is sent or read. */
public final class ClusterCheck {

  private ClusterCheck() {}

  /**
   * Returns when a broker answers, has the topics and lets us read them.
   *
   * @throws IOException with one line: nothing answers, the login is refused, a topic or a right is
   *     missing
   */
  public static void requireTopics(KafkaAccess access, List<? extends Topic<?>> topics)
      throws IOException {
    require(access, Rights.toRead(topics, access.topicPrefix()));
  }

  /** As {@link #requireTopics}, for other rights than to read. */
  public static void require(KafkaAccess access, List<Right> rights) throws IOException {
    access.cluster().require(rights);
  }
}
