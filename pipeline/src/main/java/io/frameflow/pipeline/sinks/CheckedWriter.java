package io.frameflow.pipeline.sinks;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes through the connector's writer, which also tells of a failed send when it is closed. By
 * then the task has failed for it, and Flink, which allows no failure in that, ends the whole
 * TaskManager with every job on it.
 */
final class CheckedWriter<V>
    implements PrecommittingStatefulSinkWriter<V, KafkaWriterState, KafkaCommittable> {
  private static final Logger LOG = LoggerFactory.getLogger(CheckedWriter.class);

  private final PrecommittingStatefulSinkWriter<V, KafkaWriterState, KafkaCommittable> writer;

  CheckedWriter(PrecommittingStatefulSinkWriter<V, KafkaWriterState, KafkaCommittable> writer) {
    this.writer = writer;
  }

  @Override
  public void write(V element, Context context) throws IOException, InterruptedException {
    writer.write(element, context);
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    writer.flush(endOfInput);
  }

  @Override
  public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
    writer.writeWatermark(watermark);
  }

  @Override
  public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
    return writer.prepareCommit();
  }

  @Override
  public List<KafkaWriterState> snapshotState(long checkpointId) throws IOException {
    return writer.snapshotState(checkpointId);
  }

  /**
   * Only logs that records could not be sent or their transaction not be aborted: every checkpoint
   * has flushed, so they are made again, in another transaction.
   */
  @Override
  public void close() throws Exception {
    try {
      writer.close();
    } catch (InterruptException e) {
      throw e; // a cancel, which is no failure of ours
    } catch (IOException | KafkaException e) {
      LOG.warn("Records since the last checkpoint were not sent", e);
    }
  }
}
