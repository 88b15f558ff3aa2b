package io.frameflow.pipeline.sinks;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector's writer, but for failures of its end, which are logged instead of thrown.
 *
 * <p>The connector's {@code close} aborts the open transaction and throws what its last sends ran
 * into. Nothing that was promised hangs on either: what a checkpoint contains was flushed before
 * it, and what came later is read again. But Flink takes an exception while a failed task is
 * cleaned up for a broken process and ends the whole TaskManager, with the tasks of all other jobs:
 * so it did when a process woke up after both its heartbeat and its transactions had timed out.
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

  @Override
  public void close() {
    try {
      writer.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (Exception failure) {
      LOG.warn("A writer to Kafka failed at its end; nothing that it promised is lost.", failure);
    }
  }
}
