package io.frameflow.standalone.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadCensusTest {

  @Test
  void threadsAreToldApartByTheirNames() {
    ThreadCensus census =
        ThreadCensus.of(
            List.of(
                "main",
                "frameflow-decoder-3",
                "frameflow-detector-12",
                "frameflow-registry-lookups",
                "flink-pekko.actor.default-dispatcher-4",
                "kafka-producer-network-thread | frameflow-detector",
                "kafka-admin-client-thread | adminclient-7",
                "data-plane-kafka-request-handler-0",
                "kafka-1-raft-io-thread",
                "RMI TCP Connection(2)-127.0.0.1",
                "JMX server connection timeout 9"));

    assertThat(census).isEqualTo(new ThreadCensus(9, 3, 3));
  }
}
