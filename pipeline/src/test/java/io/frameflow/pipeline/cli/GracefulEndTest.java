package io.frameflow.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobFailedException;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.sinks.RefusedJob;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.FlinkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No broker is there: whether an end wants to abort shows in that it cannot. */
@Timeout(60)
class GracefulEndTest {
  private static final String NO_BROKER = "no Kafka broker answers at 127.0.0.1:1";

  private final List<String> said = new ArrayList<>();
  private final ScriptedJob flink = new ScriptedJob();

  @Test
  void withADirectoryItMakesASavepointAndSaysWhereToGoOn() throws Exception {
    flink.savepoint.complete("file:/points/savepoint-1");
    try (GracefulEnd end = end(saving())) {
      end.end();

      assertThat(flink.asked).containsExactly("stop with savepoint in file:/points");
      assertThat(said).containsExactly("go on with --restore-from file:/points/savepoint-1");
      // What was said goes on from the savepoint's own transactions: none may be aborted.
      flink.result.completeExceptionally(new FlinkException("told to end"));
      assertThatCode(end::awaitJob).doesNotThrowAnyException();
    }
  }

  @Test
  void aSavepointThatFailsIsSaid() {
    flink.savepoint.completeExceptionally(new FlinkException("the disk is full"));
    try (GracefulEnd end = end(saving())) {
      end.end();

      assertThat(flink.asked).containsExactly("stop with savepoint in file:/points");
      assertThat(said)
          .containsExactly(
              "the job did not end cleanly: the job failed: FlinkException: the disk is full");
    }
  }

  @Test
  void withoutADirectoryItCancelsAndOnceTheJobHasEndedFreesTheReaders() {
    try (GracefulEnd end = end(options())) {
      end.end();

      assertThat(flink.asked).containsExactly("cancel", "result");
      assertThat(said)
          .singleElement()
          .asString()
          .startsWith("readers of committed records may wait: " + NO_BROKER)
          .doesNotContain("\n");
    }
  }

  @Test
  void aCancelThatFailsIsSaidAndAbortsNothingOfAJobThatMayRun() {
    flink.cancelled.completeExceptionally(new FlinkException("no JobManager"));
    try (GracefulEnd end = end(options())) {
      end.end();

      assertThat(flink.asked).containsExactly("cancel");
      assertThat(said)
          .containsExactly(
              "the job did not end cleanly: the job failed: FlinkException: no JobManager");
    }
  }

  @Test
  void aJobThatFailsByItselfKeepsWhatItsCheckpointHoldsOpen() {
    flink.result.completeExceptionally(new FlinkException("model gone"));
    try (GracefulEnd end = end(saving())) {
      assertThatThrownBy(end::awaitJob)
          .isInstanceOf(JobFailedException.class)
          .hasMessageContaining("model gone")
          .satisfies(failure -> assertThat(failure.getSuppressed()).isEmpty());
    }
    assertThat(said).isEmpty();
  }

  @Test
  void aJobThatLostATransactionFreesTheReadersBeforeItFails() throws Exception {
    DetectionJob job = DetectionJob.of(RefusedJob.start());
    try (GracefulEnd end = new GracefulEnd(job, saving(), said::add)) {
      assertThatThrownBy(end::awaitJob)
          .isInstanceOf(JobFailedException.class)
          .hasMessageContaining("can no longer be committed")
          .satisfies(
              failure ->
                  assertThat(failure.getSuppressed())
                      .singleElement()
                      .asString()
                      .contains(NO_BROKER));
    }
  }

  private GracefulEnd end(JobOptions options) {
    return new GracefulEnd(DetectionJob.of(flink), options, said::add);
  }

  private static JobOptions saving() {
    return options().toBuilder().set(JobKeys.CHECKPOINT_DIR, "file:/points").build();
  }

  private static JobOptions options() {
    return JobOptions.builder()
        .set(JobKeys.BOOTSTRAP_SERVERS, "127.0.0.1:1")
        .set(JobKeys.REGISTRY_URL, "http://127.0.0.1:2")
        .set(JobKeys.MODEL, "/models/none")
        .build();
  }
}
