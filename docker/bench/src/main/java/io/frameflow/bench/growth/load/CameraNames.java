package io.frameflow.bench.growth.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/** Names of cameras that Kafka spreads over partitions evenly. */
public final class CameraNames {

  private CameraNames() {}

  /**
   * As many cameras in each partition.
   *
   * @param perPartition at least 1
   * @return partition by partition in turns, so that a prefix of the list is spread as well
   */
  public static List<String> spread(int partitions, int perPartition) {
    List<List<String>> byPartition = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      byPartition.add(new ArrayList<>());
    }
    int missing = partitions * perPartition;
    for (int number = 1; missing > 0; number++) {
      String name = "camera-" + number;
      List<String> there = byPartition.get(partition(name, partitions));
      if (there.size() < perPartition) {
        there.add(name);
        missing--;
      }
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < perPartition; i++) {
      for (List<String> there : byPartition) {
        names.add(there.get(i));
      }
    }
    return names;
  }

  /** Where Kafka's producer puts a key. */
  static int partition(String key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
  }
}
