package io.frameflow.standalone.overload;

import io.frameflow.connectors.audit.AuditReport;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.waiting.ShedPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Holds what was measured against what the policy promises. */
final class Verdict {
  /** A load that the machine could not bring up is none. */
  private static final double LEAST_LOAD = .8;

  /**
   * Of what it can do without a load: cameras and broker want processors of the same machine, and a
   * breakdown takes its time. A job that gives up everything keeps all the other promises.
   */
  private static final double LEAST_WORK = .2;

  private static final Duration CURRENT_AFTER = Duration.ofSeconds(10);
  private static final Duration RECOVERED_AFTER = Duration.ofSeconds(60);

  private final JobOptions job;
  private final LoadFigures load;
  private final RecordTimes times;
  private final List<BookedFrame> settled;
  private final Optional<Duration> bound;
  private final Optional<Disturbance> disturbance;
  private final List<Check> checks = new ArrayList<>();

  Verdict(JobOptions job, LoadFigures load, RecordTimes times) {
    this.job = job;
    this.load = load;
    this.times = times;
    bound = LagBound.of(job, load.cameras(), load.slowestBatch());
    disturbance =
        load.killedAt()
            .map(
                at ->
                    Disturbance.of(
                        at,
                        job.get(JobKeys.CHECKPOINT_INTERVAL).multipliedBy(2),
                        bound.orElse(Duration.ofDays(1)),
                        load.booked(),
                        times));
    settled = load.booked().stream().filter(this::undisturbed).toList();
  }

  private boolean undisturbed(BookedFrame frame) {
    return disturbance.map(d -> !d.covers(times.of(frame))).orElse(true);
  }

  OverloadReport report(AuditReport audit) {
    check(
        "every frame has one record",
        audit.complete() ? "complete" : "NOT complete",
        "in = detected + dropped + dead letters",
        audit.complete());
    check(
        "load",
        "%.1f frames/s".formatted(load.framesPerSecond()),
        "%.1f times %.1f frames/s"
            .formatted(load.framesPerSecond() / load.capacity(), load.capacity()),
        load.framesPerSecond() >= LEAST_LOAD * load.wantedPerSecond());
    check(
        "detected under load",
        "%.1f frames/s".formatted(load.detectedPerSecond()),
        "at least %.1f frames/s".formatted(LEAST_WORK * load.capacity()),
        load.detectedPerSecond() >= LEAST_WORK * load.capacity());
    if (job.shedPolicy() == ShedPolicy.NEVER) {
      check("frames given up", Long.toString(audit.droppedFrames()), "0", dropsNothing(audit));
    } else {
      shedding(audit);
    }
    lag();
    disturbance.ifPresent(
        d ->
            check(
                "current again after the breakdown",
                seconds(d.recovery()),
                "at most " + seconds(RECOVERED_AFTER),
                d.recovery().compareTo(RECOVERED_AFTER) <= 0));
    return new OverloadReport(audit.text(), rows(), List.copyOf(checks));
  }

  private static boolean dropsNothing(AuditReport audit) {
    return audit.droppedFrames() == 0;
  }

  private void shedding(AuditReport audit) {
    check(
        "frames given up",
        String.format(Locale.ROOT, "%,d", audit.droppedFrames()),
        "each with its reason",
        audit.droppedFrames() > 0);
    Duration behind =
        load.booked().stream()
            .map(BookedFrame::at)
            .max(Instant::compareTo)
            .map(last -> Duration.between(load.end(), last))
            .orElse(Duration.ZERO);
    Duration allowed = currentAfter();
    check(
        "current after the load fell",
        seconds(behind.isNegative() ? Duration.ZERO : behind),
        "at most " + seconds(allowed),
        behind.compareTo(allowed) <= 0);
    long unfair = rows().stream().filter(row -> !row.fair()).count();
    check(
        "cameras below their fair share",
        Long.toString(unfair),
        fairnessPromised() ? "0" : "none promised: --max-age under 4 batches",
        unfair == 0 || !fairnessPromised());
  }

  /**
   * A frame may have to wait for the batch under way, for a checkpoint of half the age and a batch,
   * and for its own: if that does not fit into the age, a frame of any camera may be too old.
   */
  private boolean fairnessPromised() {
    return job.shedPolicy() != ShedPolicy.STALE
        || job.maxAge().compareTo(load.slowestBatch().multipliedBy(4)) >= 0;
  }

  /** The last frames and those that waited for them; more where a single batch takes seconds. */
  private Duration currentAfter() {
    Duration twice = bound.orElse(Duration.ZERO).multipliedBy(2);
    return twice.compareTo(CURRENT_AFTER) > 0 ? twice : CURRENT_AFTER;
  }

  private void lag() {
    long[] lags =
        settled.stream()
            .filter(BookedFrame::detected)
            .mapToLong(frame -> times.lag(frame).toMillis())
            .sorted()
            .toArray();
    long max = lags.length == 0 ? 0 : lags[lags.length - 1];
    long p99 = lags.length == 0 ? 0 : lags[(int) Math.ceil(.99 * lags.length) - 1];
    long p50 = lags.length == 0 ? 0 : lags[lags.length / 2];
    check(
        "lag of detected frames p50/p99/max",
        "%d/%d/%d ms".formatted(p50, p99, max),
        bound
            .map(b -> "max %d ms (slowest batch %d)".formatted(b.toMillis(), slowestMillis()))
            .orElse("none: frames wait in Kafka"),
        bound.map(b -> max <= b.toMillis()).orElse(true));
  }

  private long slowestMillis() {
    return load.slowestBatch().toMillis();
  }

  /** Each camera's part, outside of a disturbance. */
  private List<CameraRow> rows() {
    Map<String, Long> in = new HashMap<>();
    Map<String, Long> detected = new HashMap<>();
    for (BookedFrame frame : settled) {
      String camera = String.valueOf(frame.camera());
      in.merge(camera, 1L, Long::sum);
      detected.merge(camera, frame.detected() ? 1L : 0L, Long::sum);
    }
    long all = detected.values().stream().mapToLong(Long::longValue).sum();
    Map<String, Double> shares = FairShares.of(in, all);
    return in.keySet().stream()
        .sorted()
        .map(c -> new CameraRow(c, in.get(c), detected.get(c), shares.get(c)))
        .toList();
  }

  private void check(String what, String measured, String limit, boolean holds) {
    checks.add(new Check(what, measured, limit, holds));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }
}
