package io.frameflow.connectors.audit;

import io.frameflow.connectors.audit.AuditReport.Stretch;
import io.frameflow.connectors.audit.Finding.Kind;
import io.frameflow.connectors.reading.FramePosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes a report of what the two passes have brought so far. */
final class Reporting {

  private Reporting() {}

  static AuditReport report(FramesPass frames, OutputsPass outputs) throws IOException {
    FrameLedger ledger = frames.ledger();
    Tally tally = ledger.tally();
    Findings findings = ledger.findings();
    List<Finding> examples = missing(frames);
    examples.addAll(findings.kept());
    return new AuditReport(
        frames.topic(),
        stretches(ledger),
        ledger.frames(),
        tally.detected(),
        copy(tally.drops()),
        tally.unknown(),
        copy(tally.deadLetters()),
        ledger.missing(),
        findings.count(Kind.DOUBLED),
        findings.count(Kind.OUT_OF_ORDER),
        findings.count(Kind.FOREIGN),
        findings.count(Kind.MALFORMED),
        tally.outsideCount(),
        tally.expiredCount(),
        List.copyOf(examples),
        tally.latency(),
        Map.copyOf(tally.models()),
        notes(frames, outputs));
  }

  private static List<String> notes(FramesPass frames, OutputsPass outputs) {
    List<String> notes = new ArrayList<>(frames.notes());
    notes.addAll(outputs.notes());
    long expired = frames.ledger().tally().expiredCount();
    if (expired > 0) {
      notes.add(
          "%d records are about frames that the frames topic no longer keeps".formatted(expired));
    }
    return List.copyOf(notes);
  }

  /** Only the few that are shown are looked up for their cameras. */
  private static List<Finding> missing(FramesPass frames) throws IOException {
    int most = frames.ledger().findings().examples();
    List<Finding> found = new ArrayList<>();
    for (var entry : frames.ledger().partitions().entrySet()) {
      List<Long> offsets = new ArrayList<>();
      int room = most - found.size();
      entry
          .getValue()
          .missing(
              offset -> {
                if (offsets.size() < room) {
                  offsets.add(offset);
                }
                return offsets.size() < room;
              });
      for (long offset : offsets) {
        found.add(
            new Finding(
                Kind.MISSING,
                new FramePosition(entry.getKey(), offset).toString(),
                frames.camera(entry.getKey(), offset),
                ""));
      }
    }
    return found;
  }

  private static Map<Integer, Stretch> stretches(FrameLedger ledger) {
    Map<Integer, Stretch> stretches = new TreeMap<>();
    ledger
        .partitions()
        .forEach((number, p) -> stretches.put(number, new Stretch(p.from(), p.to())));
    return Collections.unmodifiableMap(stretches);
  }

  /** In the order of the keys, for people. */
  private static <K extends Comparable<K>> Map<K, Long> copy(Map<K, Long> counts) {
    return Collections.unmodifiableMap(new TreeMap<>(counts));
  }
}
