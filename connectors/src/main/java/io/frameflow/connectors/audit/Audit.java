package io.frameflow.connectors.audit;

import io.frameflow.connectors.access.ClusterCheck;
import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.terminal.ReadProgress;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;

/**
 * Compares the frames topic with the detections and dead letters behind it, as a reader of
 * committed records sees them.
 *
 * <p>The frames are read once; what is asked for again and again are the outputs that came since.
 * So the frames that are audited are those that were there at the beginning.
 */
public final class Audit implements AutoCloseable {

  /** Findings of each kind that a report names, unless told otherwise. */
  public static final int EXAMPLES = 10;

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final FramesPass frames;
  private final OutputsPass outputs;

  private Audit(FramesPass frames, OutputsPass outputs) {
    this.frames = frames;
    this.outputs = outputs;
  }

  /**
   * Reads frames, detections and dead letters and compares. The output topics are read up to their
   * last stable offset as of now.
   *
   * @throws IOException with one line, when the cluster or the registry does not answer
   * @throws IllegalArgumentException when the range names a partition that is not there
   */
  public static AuditReport run(KafkaAccess access, AuditRange range) throws IOException {
    try (Audit audit = open(access, range, EXAMPLES, ReadProgress.silent())) {
      return audit.look();
    }
  }

  /**
   * As {@link #run}, and then again over the outputs that come, until no frame is missing or the
   * patience is over; the last report. A cluster that does not answer in between is asked again.
   */
  public static AuditReport await(KafkaAccess access, AuditRange range, Duration patience)
      throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try (Audit audit = open(access, range, EXAMPLES, ReadProgress.silent())) {
        return audit.await(Duration.ofNanos(deadline - System.nanoTime()));
      } catch (IOException e) {
        throwIfOver(deadline, e);
      }
      pause();
    }
  }

  /**
   * As {@link #await}, for as long as it gets on: until no frame is missing, or no further one was
   * accounted for during {@code stalledAfter}; the last report.
   */
  public static AuditReport settle(KafkaAccess access, AuditRange range, Duration stalledAfter)
      throws IOException {
    try (Audit audit = open(access, range, EXAMPLES, ReadProgress.silent())) {
      AuditReport report = audit.look();
      long lastProgress = System.nanoTime();
      while (report.missing() > 0 && System.nanoTime() - lastProgress < stalledAfter.toNanos()) {
        pause();
        AuditReport next = audit.look();
        if (next.missing() < report.missing()) {
          lastProgress = System.nanoTime();
        }
        report = next;
      }
      return report;
    }
  }

  static Audit open(KafkaAccess access, AuditRange range, int examples, ReadProgress progress)
      throws IOException {
    ClusterCheck.requireTopics(
        access, List.of(Topics.FRAMES, Topics.DETECTIONS, Topics.DEAD_LETTERS));
    FrameLedger ledger = new FrameLedger(access.nameOf(Topics.FRAMES), examples);
    FramesPass frames = FramesPass.open(access, range, ledger, progress);
    try {
      return new Audit(frames, OutputsPass.open(access, ledger, progress));
    } catch (IOException | RuntimeException e) {
      frames.close();
      throw e;
    }
  }

  /** Reads on and reports. After a failure, the next look goes on where it came to. */
  AuditReport look() throws IOException {
    frames.read();
    outputs.read(frames::lookAtBounds);
    return Reporting.report(frames, outputs);
  }

  /** Looks until no frame is missing or the patience is over, but at least once. */
  AuditReport await(Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        AuditReport report = look();
        if (report.missing() == 0 || System.nanoTime() >= deadline) {
          return report;
        }
      } catch (IOException e) {
        throwIfOver(deadline, e);
      }
      pause();
    }
  }

  private static void throwIfOver(long deadline, IOException failure) throws IOException {
    if (failure instanceof InterruptedIOException || System.nanoTime() >= deadline) {
      throw failure;
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for outputs");
    }
  }

  @Override
  public void close() {
    frames.close();
    outputs.close();
  }
}
