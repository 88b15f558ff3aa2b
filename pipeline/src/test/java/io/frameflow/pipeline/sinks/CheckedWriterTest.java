package io.frameflow.pipeline.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedWriterTest {

  @Test
  void aFailedSendFailsTheCheckpointButNotTheCloseThatFollows() {
    FailedSends connectors = new FailedSends(new IOException("not authorized"));
    CheckedWriter<String> writer = new CheckedWriter<>(connectors);

    assertThatThrownBy(() -> writer.flush(false)).hasMessage("not authorized");
    assertThatCode(writer::close).doesNotThrowAnyException();
    assertThat(connectors.closed).isTrue();
  }

  @Test
  void aTransactionThatMayNotBeAbortedDoesNotFailTheClose() {
    FailedSends connectors =
        new FailedSends(new TransactionalIdAuthorizationException("not authorized"));

    assertThatCode(new CheckedWriter<>(connectors)::close).doesNotThrowAnyException();
    assertThat(connectors.closed).isTrue();
  }

  /** Flink interrupts a task that is slow to end, and allows it no failure in that either. */
  @ParameterizedTest
  @ValueSource(classes = {InterruptedException.class, InterruptException.class})
  void anInterruptedCloseLeavesItsThreadInterrupted(Class<? extends Exception> type)
      throws Exception {
    FailedSends connectors = new FailedSends(type.getConstructor(String.class).newInstance("end"));

    assertThatCode(new CheckedWriter<>(connectors)::close).doesNotThrowAnyException();
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Says in flush and in close why nothing can be sent, as the connector's writer does. */
  @SuppressWarnings("try") // It throws an InterruptedException where a test wants one.
  private static final class FailedSends
      implements PrecommittingStatefulSinkWriter<String, KafkaWriterState, KafkaCommittable> {
    private final Exception failure;
    private boolean closed;

    FailedSends(Exception failure) {
      this.failure = failure;
    }

    @Override
    public void write(String element, Context context) {}

    @Override
    public void flush(boolean endOfInput) throws IOException {
      throw (IOException) failure;
    }

    @Override
    public Collection<KafkaCommittable> prepareCommit() {
      return List.of();
    }

    @Override
    public List<KafkaWriterState> snapshotState(long checkpointId) {
      return List.of();
    }

    @Override
    public void close() throws Exception {
      closed = true;
      throw failure;
    }
  }
}
