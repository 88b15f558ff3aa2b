package io.frameflow.pipeline.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.stream.Stream;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A whole job whose commits are refused with each of the errors that mean "never". */
@Timeout(60)
class RefusedCommitTest {

  @BeforeEach
  void reset() {
    RefusedCommits.ATTEMPTS.set(0);
  }

  static Stream<RuntimeException> finalAnswers() {
    return Stream.of(
        new ProducerFencedException("fenced"),
        new InvalidTxnStateException("not ongoing"),
        new UnknownProducerIdException("unknown"),
        new InvalidPidMappingException("expired"),
        new TransactionAbortableException("to be aborted"));
  }

  @ParameterizedTest
  @MethodSource("finalAnswers")
  void aCommitThatIsRefusedForGoodEndsTheJobAtOnceAndSaysWhy(RuntimeException answer) {
    Throwable failure = catchThrowable(() -> run(new RefusedCommits(answer, never -> false)));

    assertThat(ExceptionUtils.getRootCause(failure))
        .hasMessageContaining(
            "transaction %s of checkpoint 7 can no longer be committed (%s)"
                .formatted(RefusedCommits.TRANSACTION, answer.getClass().getSimpleName()))
        .hasMessageContaining("--starting-offsets published");
    assertThat(RefusedCommits.ATTEMPTS).as("a restart would be of no use").hasValue(1);
  }

  @ParameterizedTest
  @MethodSource("finalAnswers")
  void whatWasCommittedBeforeMayBeRefused(RuntimeException answer) {
    assertThatCode(() -> run(new RefusedCommits(answer, always -> true)))
        .doesNotThrowAnyException();
    assertThat(RefusedCommits.ATTEMPTS).hasValue(1);
  }

  @Test
  void anErrorThatMayPassRestartsTheJob() {
    KafkaException answer = new KafkaException("who knows");
    Throwable failure = catchThrowable(() -> run(new RefusedCommits(answer, never -> false)));

    assertThat(ExceptionUtils.getRootCauseMessage(failure)).contains("who knows");
    assertThat(RefusedCommits.ATTEMPTS).hasValue(1 + RefusedJob.RESTARTS);
  }

  private static void run(RefusedCommits sink) throws Exception {
    RefusedJob.start(sink).getJobExecutionResult().get();
  }
}
