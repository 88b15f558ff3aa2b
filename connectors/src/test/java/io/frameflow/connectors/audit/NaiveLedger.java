package io.frameflow.connectors.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The comparison as one would write it for twenty frames: lists, sets, and a look at every pair.
 */
final class NaiveLedger {

  record Place(int partition, long offset) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return partition != other.partition
          ? Integer.compare(partition, other.partition)
          : Long.compare(offset, other.offset);
    }
  }

  final SortedSet<Place> missing;
  final List<Output> doubled = new ArrayList<>();
  final List<Output> outOfOrder = new ArrayList<>();
  final List<Output> foreign = new ArrayList<>();

  NaiveLedger(String topic, Set<Place> frames, List<Output> outputs) {
    missing = new TreeSet<>(frames);
    Set<Place> seen = new HashSet<>();
    List<Output> firsts = new ArrayList<>();
    for (Output output : outputs) {
      Place place = new Place(output.partition(), output.frame());
      if (!output.topic().equals(topic) || !frames.contains(place)) {
        foreign.add(output);
      } else if (!seen.add(place)) {
        doubled.add(output);
      } else {
        missing.remove(place);
        if (firsts.stream().anyMatch(earlier -> overtook(earlier, output))) {
          outOfOrder.add(output);
        }
        firsts.add(output);
      }
    }
  }

  private static boolean overtook(Output earlier, Output output) {
    return output.camera() != null
        && output.camera().equals(earlier.camera())
        && output.lane().equals(earlier.lane())
        && output.partition() == earlier.partition()
        && output.frame() < earlier.frame();
  }
}
