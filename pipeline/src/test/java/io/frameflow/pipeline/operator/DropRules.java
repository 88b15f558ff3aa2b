package io.frameflow.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.frameflow.pipeline.waiting.ShedPolicy;
import io.frameflow.schemas.FrameDetections;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which frames a policy may give up, and which it must. */
final class DropRules {
  private static final Pattern STALE =
      Pattern.compile("stale: waited (\\d+) ms, more than (\\d+) ms");
  private static final Pattern SUPERSEDED =
      Pattern.compile("superseded: a newer frame of the camera had arrived, (\\d+)@(\\d+)");
  private static final Pattern CHECKPOINT =
      Pattern.compile("checkpoint: waited (\\d+) ms, not reached in the (\\d+) ms of a checkpoint");

  private final BatchSettings settings;
  private final ManualClocks clocks;
  private final FaultyModel model;
  private final boolean lagging;
  private boolean inBarrier;
  private long barrierBegan;
  private long batchMillis;

  DropRules(BatchSettings settings, ManualClocks clocks, FaultyModel model, boolean lagging) {
    this.lagging = lagging;
    this.settings = settings;
    this.clocks = clocks;
    this.model = model;
  }

  void barrier(boolean begins) {
    inBarrier = begins;
    barrierBegan = clocks.millis();
  }

  /** A frame went to the model: under {@code stale} none that was too old by then. */
  void taken(ScheduledFrame frame) {
    long spent = model.takeSpentMillis();
    // The other records of the batch come with no call in between.
    batchMillis = spent > 0 ? spent : batchMillis;
    if (settings.shed() == ShedPolicy.STALE && !lagging) {
      assertThat(age(frame) - batchMillis)
          .as("age of %s at its turn", frame.place())
          .isLessThanOrEqualTo(settings.maxAge().toMillis());
    }
  }

  /** A frame was given up. */
  void check(ScheduledFrame frame, FrameDetections event, ScheduledFrame newest) {
    String reason = event.getDropReason();
    assertThat(frame.kind().refused()).as("%s is refused", frame.place()).isFalse();
    assertThat(event.getDetections()).isEmpty();
    assertThat(event.getImageWidth()).isZero();
    assertThat(event.getImageHeight()).isZero();
    switch (settings.shed()) {
      case NEVER -> fail("%s was given up: %s", frame.place(), reason);
      case STALE -> stale(frame, reason);
      case LATEST -> superseded(frame, reason, newest);
    }
  }

  private void stale(ScheduledFrame frame, String reason) {
    Matcher stale = STALE.matcher(reason);
    if (stale.matches()) {
      requireAge(frame, stale.group(1));
      assertThat(Long.parseLong(stale.group(1))).isGreaterThan(settings.maxAge().toMillis());
      return;
    }
    Matcher checkpoint = CHECKPOINT.matcher(reason);
    assertThat(checkpoint.matches()).as("reason of %s: %s", frame.place(), reason).isTrue();
    assertThat(inBarrier).as("%s was given up at a barrier", frame.place()).isTrue();
    requireAge(frame, checkpoint.group(1));
    if (!lagging) {
      assertThat(Duration.ofMillis(clocks.millis() - barrierBegan))
          .as("time that the barrier waited")
          .isGreaterThanOrEqualTo(settings.maxAge().dividedBy(2));
    }
  }

  private void requireAge(ScheduledFrame frame, String millis) {
    assertThat(Long.parseLong(millis))
        .as("age of %s", frame.place())
        .isBetween(lagging ? 0 : age(frame), age(frame));
  }

  private void superseded(ScheduledFrame frame, String reason, ScheduledFrame newest) {
    Matcher superseded = SUPERSEDED.matcher(reason);
    assertThat(superseded.matches()).as("reason of %s: %s", frame.place(), reason).isTrue();
    long by = Long.parseLong(superseded.group(2));
    assertThat(by).isGreaterThan(frame.offset()).isLessThanOrEqualTo(newest.offset());
    if (!lagging) {
      assertThat(reason).endsWith(", " + newest.place());
      assertThat(newest.kind().refused()).as("%s is refused", newest.place()).isFalse();
    }
  }

  private long age(ScheduledFrame frame) {
    return Duration.between(frame.recordedAt(), clocks.trueTime()).toMillis();
  }
}
