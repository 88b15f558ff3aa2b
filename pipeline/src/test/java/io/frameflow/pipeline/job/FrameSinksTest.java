package io.frameflow.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class FrameSinksTest {

  @Test
  void producersTakeLargeRecordsAndTheTimeoutOfTheJob() {
    JobOptions options =
        TestJobs.builder().set(JobKeys.TRANSACTION_TIMEOUT, Duration.ofMinutes(3)).build();

    assertThat(FrameSinks.producer(options, "lz4"))
        .containsEntry("transaction.timeout.ms", "180000")
        .containsEntry("max.request.size", Integer.toString(12 << 20))
        .containsEntry("batch.size", Integer.toString(1 << 20))
        .containsEntry("compression.type", "lz4");
  }

  @Test
  void kafkaPropertiesPassThroughUntouched() {
    JobOptions options =
        TestJobs.builder()
            .set(
                JobKeys.KAFKA_CONFIG,
                Map.of("security.protocol", "SASL_SSL", "linger.ms", "50", "max.poll.records", "8"))
            .build();
    Properties producer = FrameSinks.producer(options, "none");
    Properties consumer = FrameSource.consumer(options);

    assertThat(producer)
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("linger.ms", "50");
    assertThat(consumer)
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("max.poll.records", "8")
        .containsEntry("isolation.level", "read_committed");
  }
}
