package io.frameflow.bench.growth.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class CameraNamesTest {

  @Test
  void everyPartitionGetsAsManyInTurns() {
    List<String> names = CameraNames.spread(8, 3);
    assertThat(names).doesNotHaveDuplicates().hasSize(24);
    assertThat(names.stream().map(name -> CameraNames.partition(name, 8)))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void areKnownToKafkasOwnPartitioner() {
    assertThat(
            CameraNames.spread(5, 4).stream()
                .collect(
                    Collectors.groupingBy(
                        name ->
                            BuiltInPartitioner.partitionForKey(
                                name.getBytes(StandardCharsets.UTF_8), 5),
                        Collectors.counting())))
        .hasSize(5)
        .allSatisfy((partition, count) -> assertThat(count).isEqualTo(4));
  }
}
