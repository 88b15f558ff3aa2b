package io.frameflow.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.standalone.cluster.JobArguments;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobFlagParserTest {

  @Test
  void optionsGoToTheCommandLineAndBack() {
    JobOptions options =
        base()
            .set(JobKeys.LATENCY_TARGET, Duration.ofMillis(1500))
            .set(JobKeys.KEEP_DEAD_LETTER_PAYLOAD, true)
            .set(JobKeys.PARALLELISM, 3)
            .build();
    JobOptions.Builder back = JobOptions.builder();
    JobFlagParser.apply(JobArguments.of(options), back);
    JobOptions again = back.build();
    assertThat(JobKeys.all())
        .allSatisfy(key -> assertThat(again.optional(key)).isEqualTo(options.optional(key)));
  }

  @Test
  void defaultsStayOffTheCommandLine() {
    assertThat(
            JobArguments.of(
                base().set(JobKeys.BATCH_SIZE, JobKeys.BATCH_SIZE.defaultValue()).build()))
        .containsExactly(
            "--bootstrap-servers", "b:1", "--schema-registry-url", "http://r", "--model", "/m");
  }

  @Test
  void propertiesAreGivenOneByOne() {
    assertThat(JobArguments.of(base().set(JobKeys.KAFKA_CONFIG, Map.of("a.b", "c")).build()))
        .containsSubsequence("--kafka-config", "a.b=c");
  }

  @Test
  void whatIsNoOptionIsNamed() {
    assertThatThrownBy(() -> JobFlagParser.apply(List.of("--shedd", "never"), base()))
        .hasMessageContaining("--shedd is no option of the job");
    assertThatThrownBy(() -> JobFlagParser.apply(List.of("--parallelism"), base()))
        .hasMessageContaining("--parallelism has no value");
  }

  private static JobOptions.Builder base() {
    return JobOptions.builder()
        .set(JobKeys.BOOTSTRAP_SERVERS, "b:1")
        .set(JobKeys.REGISTRY_URL, "http://r")
        .set(JobKeys.MODEL, "/m");
  }
}
