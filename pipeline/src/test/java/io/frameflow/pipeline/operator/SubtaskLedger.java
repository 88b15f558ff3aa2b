package io.frameflow.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.frameflow.pipeline.waiting.ShedPolicy;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamElement;

/**
 * What one subtask was given and what it made of it, checked record by record: one for each frame,
 * in order, with an outcome that the frame and the policy allow.
 */
final class SubtaskLedger {
  private final BatchSettings settings;
  private final boolean lagging;
  private final DropRules drops;
  private final FairTurns turns = new FairTurns();
  private final Map<String, Deque<Given>> waiting = new HashMap<>();
  private final Deque<Given> marks = new ArrayDeque<>();
  private final List<ScheduledFrame> resolved = new ArrayList<>();
  private long given;

  /** A frame or a mark, with the number of frames that came before it. */
  private record Given(ScheduledFrame frame, StreamElement mark, long before) {}

  /**
   * @param lagging whether records may come later than they were decided on
   */
  SubtaskLedger(BatchSettings settings, ManualClocks clocks, FaultyModel model, boolean lagging) {
    this.settings = settings;
    this.lagging = lagging;
    this.drops = new DropRules(settings, clocks, model, lagging);
  }

  void frame(ScheduledFrame frame) {
    String line = line(frame);
    Deque<Given> queue = waiting.computeIfAbsent(line, key -> new ArrayDeque<>());
    if (queue.isEmpty()) {
      turns.lineBegins(line);
    }
    queue.add(new Given(frame, null, given++));
  }

  void mark(StreamElement mark) {
    marks.add(new Given(null, mark, given));
  }

  void barrier(boolean begins) {
    drops.barrier(begins);
  }

  /** Frames that were given and have no record yet. */
  long waiting() {
    return waiting.values().stream().mapToLong(Deque::size).sum();
  }

  int marksWaiting() {
    return marks.size();
  }

  /** Frames with their record, in the order of the records, since the last call. */
  List<ScheduledFrame> takeResolved() {
    List<ScheduledFrame> taken = List.copyOf(resolved);
    resolved.clear();
    return taken;
  }

  void detections(FrameDetections event) {
    ScheduledFrame frame =
        next(event.getCameraId(), event.getSource().getPartition(), event.getSource().getOffset());
    assertThat(event.getSequence()).isEqualTo(frame.offset());
    assertThat(event.getCapturedAt()).isEqualTo(frame.recordedAt());
    if (event.getOutcome() == Outcome.DROPPED) {
      drops.check(frame, event, newest(frame.camera()));
    } else {
      assertThat(event.getOutcome()).isEqualTo(Outcome.DETECTED);
      assertThat(frame.kind()).as("kind of detected %s", frame.place()).isEqualTo(FrameKind.GOOD);
      assertThat(event.getDetections()).hasSize(1);
      assertThat(event.getDropReason()).isNull();
      taken(frame);
    }
    resolve(frame);
  }

  void deadLetter(DeadLetter letter) {
    ScheduledFrame frame = next(letter.getCameraId(), letter.getPartition(), letter.getOffset());
    assertThat(letter.getReason())
        .as("reason of dead letter %s, %s", frame.place(), frame.kind())
        .isEqualTo(frame.kind().deadLetter());
    if (!frame.kind().refused()) {
      taken(frame);
    }
    resolve(frame);
  }

  private void taken(ScheduledFrame frame) {
    drops.taken(frame);
    if (settings.shed() != ShedPolicy.NEVER && !lagging) {
      turns.taken(line(frame), waiting);
    }
  }

  /** Watermarks pass no frame; one that another followed at once is left out. */
  void passed(StreamElement mark) {
    Given next = marks.poll();
    while (next != null && leftOut(next)) {
      next = marks.poll();
    }
    if (next == null || !next.mark().equals(mark)) {
      fail("%s was emitted, but %s was next", mark, next);
    }
    for (Deque<Given> queue : waiting.values()) {
      if (!queue.isEmpty() && queue.peek().before() < next.before()) {
        fail("%s overtook %s", mark, queue.peek().frame().place());
      }
    }
  }

  private boolean leftOut(Given mark) {
    Given follower = marks.peek();
    return mark.mark() instanceof Watermark
        && follower != null
        && follower.mark() instanceof Watermark
        && follower.before() == mark.before();
  }

  /** The frame that must be next in the line of the record's camera. */
  private ScheduledFrame next(String camera, int partition, long offset) {
    Deque<Given> queue = waiting.get(line(camera));
    ScheduledFrame next = queue == null || queue.isEmpty() ? null : queue.peek().frame();
    if (next == null || next.partition() != partition || next.offset() != offset) {
      fail(
          "a record came for %d@%d, but %s is next in its line",
          partition, offset, next == null ? "nothing" : next.place());
    }
    return next;
  }

  private void resolve(ScheduledFrame frame) {
    waiting.get(line(frame)).poll();
    resolved.add(frame);
  }

  private ScheduledFrame newest(String camera) {
    return waiting.get(line(camera)).peekLast().frame();
  }

  private String line(ScheduledFrame frame) {
    return line(frame.kind() == FrameKind.NAMELESS ? null : frame.camera());
  }

  /** Without shedding all frames stand in one line. */
  private String line(String camera) {
    return settings.shed() == ShedPolicy.NEVER ? "all" : String.valueOf(camera);
  }
}
