package io.frameflow.pipeline.job;

import io.frameflow.pipeline.frames.PublishedFrames;
import io.frameflow.pipeline.frames.StartingOffsets;
import io.frameflow.pipeline.published.PublishedScan;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares a start with {@code --starting-offsets published}: ends the transactions that earlier
 * jobs left open, as only then it is settled what is published, and reads what is.
 */
final class PublishedStart {
  private static final Logger LOG = LoggerFactory.getLogger(PublishedStart.class);

  private PublishedStart() {}

  /** None where the job starts otherwise or goes on from a checkpoint, which knows its place. */
  static PublishedFrames of(ReadableConfig flink, JobOptions options)
      throws IOException, InterruptedException {
    if (options.startingOffsets() != StartingOffsets.PUBLISHED
        || options.optional(JobKeys.RESTORE_FROM).isPresent()) {
      return PublishedFrames.none();
    }
    requireSingleRun(flink);
    int aborted = JobTransactions.abort(options);
    try (Admin admin = Admin.create(options.clients())) {
      PublishedFrames published =
          new PublishedScan(admin, options.clients(), options.registry(), options.topicPrefix())
              .read();
      LOG.info(
          "Going on behind what is published: {} open transactions aborted, partitions start at {},"
              + " {} published frames behind that are skipped",
          aborted,
          published.starts(),
          published.skipped());
      return published;
    } catch (KafkaException e) {
      throw new IOException("Kafka is not usable: " + e.getMessage(), e);
    }
  }

  /**
   * Where a new JobManager runs this again while the job's checkpoints live, it would abort their
   * transactions.
   */
  private static void requireSingleRun(ReadableConfig flink) throws IOException {
    Optional<String> fixedId = flink.getOptional(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID);
    if (fixedId.isPresent()
        && !"NONE".equalsIgnoreCase(flink.get(HighAvailabilityOptions.HA_MODE))) {
      throw new IOException(
          "--starting-offsets published cannot be used in an application cluster with high"
              + " availability, which starts the job's main again; submit this start to a session"
              + " cluster, and its savepoint to this one");
    }
  }
}
