package io.frameflow.pipeline.sinks;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;

/** Tells what became of a transaction whose commit was refused. */
@FunctionalInterface
interface CommitOutcomes extends Serializable {

  /**
   * True if it is known that this very transaction was committed; false if it was aborted, or if
   * nobody can tell any more.
   *
   * @throws IOException if that cannot be asked
   */
  boolean committedBefore(KafkaCommittable committable) throws IOException, InterruptedException;
}
