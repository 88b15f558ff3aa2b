package io.frameflow.bench.endtoend;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.measuring.Contender.Role;
import io.frameflow.bench.measuring.Plan;
import io.frameflow.bench.measuring.Spread;
import io.frameflow.bench.measuring.Times;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * A steady load between bare batches, round by round; its rate is taken from the bare batches so
 * far. Ratios are taken to the mean of the batches before and after the load, so that what slows
 * the machine down for a while slows both.
 */
final class LatencyCourse {

  /** Most that the slowest frame of a hundred may take, in batches of the bare detector. */
  static final double BOUND = 3;

  private static final List<Integer> PERCENTS = List.of(50, 95, 99);
  private static final int BATCHES = 5;

  /** The 99th of a hundred needs some hundreds of frames to be more than chance. */
  private static final Duration LOAD = Duration.ofSeconds(8);

  private static final Duration WARM_UP = Duration.ofSeconds(5);

  private final BareLoop loop;
  private final SteadyLoad steady;
  private final int batch;
  private final double load;
  private final String precision;

  /**
   * @param batch frames of a batch, in the job as in the bare loop
   * @param load part of the bare loop's rate that is sent
   */
  LatencyCourse(BareLoop loop, SteadyLoad steady, int batch, double load, String precision) {
    this.loop = loop;
    this.steady = steady;
    this.batch = batch;
    this.load = load;
    this.precision = precision;
  }

  List<Times> run(Plan plan) throws IOException, InterruptedException, ExecutionException {
    loop.burst(BATCHES * batch);
    steady.run(framesPerSecond(List.of(batchNanos())), WARM_UP);
    List<Long> bare = new ArrayList<>();
    List<long[]> ages = new ArrayList<>();
    bare.add(batchNanos());
    long start = System.nanoTime();
    while (ages.size() < Plan.LEAST_ROUNDS
        || (ages.size() < plan.rounds() && System.nanoTime() - start < plan.longest().toNanos())) {
      ages.add(steady.run(framesPerSecond(bare), LOAD));
      bare.add(batchNanos());
    }
    return times(bare, ages);
  }

  private long batchNanos() throws InterruptedException, ExecutionException {
    return loop.burst(BATCHES * batch) * batch;
  }

  private double framesPerSecond(List<Long> bare) {
    return load * batch * 1e9 / Spread.of(doubles(bare)).median();
  }

  private List<Times> times(List<Long> bare, List<long[]> ages) {
    List<Times> times = new ArrayList<>();
    times.add(
        times(
            "bare detector, a batch of " + batch,
            Role.OURS,
            "decoded and detected, nothing around it",
            beforeAndAfter(doubles(bare))));
    for (int percent : PERCENTS) {
      double[] nanos = ages.stream().mapToDouble(all -> Percentile.of(all, percent)).toArray();
      String name = "at-least-once, p" + percent;
      Times found = times(name, Role.DELAY, "", nanos);
      times.add(times(name, Role.DELAY, remark(percent, found.ratioTo(times.get(0)), bare), nanos));
    }
    return times;
  }

  private String remark(int percent, Spread ratio, List<Long> bare) {
    return percent == 99
        ? bound(ratio.median())
        : String.format(
            Locale.ROOT,
            "captured to read (read_uncommitted); %.1f frames/s",
            framesPerSecond(bare));
  }

  /** Whether a ratio is what it is to be. */
  static String bound(double ratio) {
    return String.format(
        Locale.ROOT,
        ratio <= BOUND ? "within the bound of %.0f batches" : "beyond the bound of %.0f batches",
        BOUND);
  }

  private Times times(String name, Role role, String remark, double[] nanos) {
    return new Times(
        new Contender(name, precision, role, item -> 0, item -> 0, remark),
        nanos,
        new double[nanos.length]);
  }

  /** Means of neighbours: one less than there are values. */
  static double[] beforeAndAfter(double[] values) {
    double[] means = new double[values.length - 1];
    for (int i = 0; i < means.length; i++) {
      means[i] = (values[i] + values[i + 1]) / 2;
    }
    return means;
  }

  private static double[] doubles(List<Long> values) {
    return values.stream().mapToDouble(Long::doubleValue).toArray();
  }
}
