package io.frameflow.standalone.hostile;

import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where each record went, and what became of it. Only records without an outcome take up memory, so
 * that the heap stays flat however many there are.
 */
final class Book {

  private static final int EXAMPLES = 20;

  private record Place(int partition, long offset) {}

  private record Entry(long number, HostileRecord record) {}

  private final Neighbours neighbours;
  private final Map<Place, Entry> open = new HashMap<>();
  private final Map<String, KindTally> kinds = new TreeMap<>();
  private final List<String> examples = new ArrayList<>();
  private long wrong;

  Book(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  /** Notes a record that Kafka has taken; the value is not kept. */
  synchronized void sent(long number, HostileRecord record, int partition, long offset) {
    HostileRecord light =
        new HostileRecord(
            record.kind(), record.expectation(), record.lane(), null, null, List.of());
    open.put(new Place(partition, offset), new Entry(number, light));
    tally(record).sent();
  }

  /** Records without an outcome. */
  synchronized int waiting() {
    return open.size();
  }

  synchronized void add(FrameDetections event) {
    Entry entry =
        open.remove(new Place(event.getSource().getPartition(), event.getSource().getOffset()));
    if (entry == null) {
      return; // doubled or foreign: the audit's business
    }
    HostileRecord record = entry.record();
    tally(record).detected();
    if (event.getOutcome() != Outcome.DETECTED) {
      blame(entry, "has the outcome " + event.getOutcome());
    } else if (!record.expectation().mayBeDetected()) {
      blame(entry, "was detected on");
    } else if (record.kind().equals(HostileRecords.NEIGHBOUR)) {
      neighbours.difference(record.lane(), event).ifPresent(what -> blame(entry, what));
    }
  }

  synchronized void add(DeadLetter letter) {
    Entry entry = open.remove(new Place(letter.getPartition(), letter.getOffset()));
    if (entry == null) {
      return;
    }
    tally(entry.record()).refused(letter.getReason());
    if (!entry.record().expectation().reasons().contains(letter.getReason())) {
      blame(entry, "was refused as " + letter.getReason() + ": " + letter.getMessage());
    }
  }

  synchronized Collection<KindTally> kinds() {
    return List.copyOf(kinds.values());
  }

  /** Records of which something else became than may. */
  synchronized long wrong() {
    return wrong;
  }

  /** The first wrong ones, a line each. */
  synchronized List<String> examples() {
    return List.copyOf(examples);
  }

  private KindTally tally(HostileRecord record) {
    return kinds.computeIfAbsent(
        record.kind(), kind -> new KindTally(kind, record.expectation().name()));
  }

  private void blame(Entry entry, String what) {
    wrong++;
    if (examples.size() < EXAMPLES) {
      examples.add("record %d (%s) %s".formatted(entry.number(), entry.record().kind(), what));
    }
  }
}
