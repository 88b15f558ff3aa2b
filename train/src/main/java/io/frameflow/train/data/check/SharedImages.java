package io.frameflow.train.data.check;

import io.frameflow.train.data.Cases;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Images that stand in more than one split, or in one split under two ids, by their content. Keeps
 * one small entry an image.
 */
final class SharedImages {

  private record Seen(String id, Set<String> splits) {}

  private record Pair(String first, String second) {
    @Override
    public String toString() {
      return first + " and " + second;
    }
  }

  private final Map<Long, Seen> seen = new HashMap<>();
  private final Map<String, Integer> sizes = new HashMap<>();
  private final Map<Pair, Cases.Collector> overlaps = new LinkedHashMap<>();

  /**
   * Takes note of an image.
   *
   * @return the id of an earlier image of the same split with the same bytes; null if it is the
   *     first
   */
  String add(String split, String id, long content) {
    sizes.merge(split, 1, Integer::sum);
    Seen before = seen.get(content);
    if (before == null) {
      seen.put(content, new Seen(id, Set.of(split)));
      return null;
    }
    if (before.splits().contains(split)) {
      return before.id();
    }
    for (String other : before.splits()) {
      overlaps
          .computeIfAbsent(new Pair(other, split), p -> new Cases.Collector())
          .add(before.id().equals(id) ? id : before.id() + " = " + id);
    }
    Set<String> all = new LinkedHashSet<>(before.splits());
    all.add(split);
    seen.put(content, new Seen(before.id(), all));
    return null;
  }

  /** What two splits share, by their names; not where one is meant to hold the other. */
  Map<String, Cases> leaks() {
    Map<String, Cases> leaks = new LinkedHashMap<>();
    overlaps.forEach(
        (pair, collector) -> {
          Cases cases = collector.cases();
          if (!isUnion(pair, cases.count())) {
            leaks.put(pair.toString(), cases);
          }
        });
    return leaks;
  }

  // The devkit's "trainval" holds "train" and "val"; a "train" that holds "val" is a mistake.
  private boolean isUnion(Pair pair, int shared) {
    boolean named = pair.first().contains(pair.second()) || pair.second().contains(pair.first());
    return named && shared == Math.min(sizes.get(pair.first()), sizes.get(pair.second()));
  }
}
