package io.frameflow.connectors.audit;

import io.frameflow.connectors.audit.Finding.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts findings and keeps the first few of each kind. */
final class Findings {

  private final int examples;
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final Map<Kind, List<Finding>> kept = new EnumMap<>(Kind.class);

  Findings(int examples) {
    this.examples = examples;
  }

  int examples() {
    return examples;
  }

  void add(Finding finding) {
    counts.merge(finding.kind(), 1L, Long::sum);
    List<Finding> first = kept.computeIfAbsent(finding.kind(), kind -> new ArrayList<>());
    if (first.size() < examples) {
      first.add(finding);
    }
  }

  long count(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  List<Finding> kept() {
    return kept.values().stream().flatMap(List::stream).toList();
  }
}
