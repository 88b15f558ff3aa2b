package io.frameflow.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a reader of committed records sees, over all restarts. */
final class CommittedLedger {
  private final List<ScheduledFrame> open = new ArrayList<>();
  private final List<ScheduledFrame> committed = new ArrayList<>();

  /** Records of a transaction that nobody can read yet. */
  void write(List<ScheduledFrame> records) {
    open.addAll(records);
  }

  void commit() {
    committed.addAll(open);
    open.clear();
  }

  void abort() {
    open.clear();
  }

  /** Every frame of the log once, each camera in its order. */
  void requireExactly(List<ScheduledFrame> log) {
    Set<String> seen = new HashSet<>();
    Map<String, Long> lastOfCamera = new HashMap<>();
    for (ScheduledFrame frame : committed) {
      assertThat(seen.add(frame.place())).as("%s has a second record", frame.place()).isTrue();
      if (frame.kind() != FrameKind.NAMELESS) {
        Long last = lastOfCamera.put(frame.camera(), frame.offset());
        assertThat(last == null || last < frame.offset())
            .as("%s of %s after %s", frame.place(), frame.camera(), last)
            .isTrue();
      }
    }
    for (ScheduledFrame frame : log) {
      assertThat(seen).as("frames with a record").contains(frame.place());
    }
    assertThat(committed).hasSameSizeAs(log);
  }
}
