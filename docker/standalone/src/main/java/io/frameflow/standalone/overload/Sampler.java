package io.frameflow.standalone.overload;

import io.frameflow.standalone.overload.BookedFrame.Fate;
import io.frameflow.standalone.stack.FrameCount;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Takes the figures of the load again and again, and prints them now and then. */
final class Sampler {
  private static final Duration LINE_EVERY = Duration.ofSeconds(5);

  private final Outcomes outcomes;
  private final FrameCount frames;
  private final long framesBefore;
  private final PrintStream out;
  private final long startNanos = System.nanoTime();
  private final List<Sample> samples = new ArrayList<>();
  private long lastLineNanos = startNanos;
  private long lagMillis;
  private int seen;
  private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);

  Sampler(Outcomes outcomes, FrameCount frames, PrintStream out) throws IOException {
    this.outcomes = outcomes;
    this.frames = frames;
    this.out = out;
    framesBefore = frames.now();
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  List<Sample> samples() {
    return samples;
  }

  Sample take() throws IOException {
    long lag = 0;
    boolean any = false;
    for (BookedFrame frame : outcomes.since(seen)) {
      seen++;
      fates.merge(frame.fate(), 1L, Long::sum);
      if (frame.detected()) {
        any = true;
        lag = Math.max(lag, Duration.between(frame.capturedAt(), frame.at()).toMillis());
      }
    }
    // Frames are seen when they are committed, so most samples have none of their own.
    lagMillis = any ? lag : lagMillis;
    Sample sample =
        new Sample(
            elapsed().toMillis() / 1e3,
            frames.now() - framesBefore,
            fates.getOrDefault(Fate.DETECTED, 0L),
            fates.getOrDefault(Fate.DROPPED, 0L),
            fates.getOrDefault(Fate.DEAD_LETTER, 0L),
            lagMillis);
    samples.add(sample);
    if (System.nanoTime() - lastLineNanos >= LINE_EVERY.toNanos()) {
      lastLineNanos += LINE_EVERY.toNanos();
      out.println(sample.line());
    }
    return sample;
  }
}
