package io.frameflow.standalone.chaos;

import io.frameflow.connectors.audit.Audit;
import io.frameflow.connectors.audit.AuditRange;
import io.frameflow.connectors.audit.AuditReport;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Runs a cluster, breaks it again and again, and audits it at the end. */
public final class Chaos {

  private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(3);
  private static final Duration DRAIN_LIMIT = Duration.ofMinutes(3);

  private final ChaosOptions options;
  private final Consumer<String> say;
  private final List<Recovery> recoveries = new ArrayList<>();
  private String diagnosis = "";
  private long began;

  private Chaos(ChaosOptions options, Consumer<String> say) {
    this.options = options;
    this.say = say;
  }

  /**
   * Does it all.
   *
   * @param say takes a line for each step
   * @throws IOException with one line, when the cluster does not even start
   */
  public static ChaosReport run(ChaosOptions options, Consumer<String> say)
      throws IOException, InterruptedException {
    return new Chaos(options, say).run();
  }

  private ChaosReport run() throws IOException, InterruptedException {
    say.accept("seed %d, logs in %s".formatted(options.seed(), options.folder().resolve("logs")));
    try (ChaosSetup setup = ChaosSetup.start(options)) {
      ChaosWorld world = setup.world();
      JobOptions.Builder job = world.cluster().jobOptions();
      if (options.kinds().contains(FaultKind.LOSE_TRANSACTIONS)) {
        job.set(JobKeys.TRANSACTION_TIMEOUT, FaultCatalogue.TRANSACTION_TIMEOUT);
      }
      JobFlagParser.apply(options.jobArguments(), job);
      JobOperator operator = new JobOperator(world.cluster(), job.build());
      operator.submit();
      Health health = new Health(world, operator);
      health.mark();
      if (!health.await(RECOVERY_LIMIT)) {
        throw new IOException("the job did not get under way: " + health.lastSeen());
      }
      say.accept("the job runs; dashboard: " + world.cluster().rest().base());
      began = System.nanoTime();
      breakAgainAndAgain(
          new FaultSchedule(options.seed(), setup.possible(options)),
          new FaultCatalogue(world),
          health,
          operator);
      return report(setup, world, operator);
    }
  }

  private void breakAgainAndAgain(
      FaultSchedule schedule, FaultCatalogue catalogue, Health health, JobOperator operator)
      throws IOException, InterruptedException {
    while (recoveries.size() < options.faults() && diagnosis.isEmpty()) {
      FaultSchedule.Planned planned = schedule.next();
      Fault fault = catalogue.draw(planned.kind(), planned.random());
      Recovery recovery = survive(planned.number(), fault, health, operator);
      recoveries.add(recovery);
      say.accept(line(recovery));
      if (!recovery.recovered()) {
        diagnosis = fault.describe() + ": " + health.lastSeen();
      } else if (!health.awaitProcesses(RECOVERY_LIMIT)) {
        diagnosis = fault.describe() + ": " + health.lastSeen();
      }
    }
  }

  private static Recovery survive(int number, Fault fault, Health health, JobOperator operator)
      throws IOException, InterruptedException {
    int submitted = operator.resubmissions().size();
    health.mark();
    long injected = System.nanoTime();
    fault.inject();
    Thread.sleep(fault.length().toMillis());
    long healed = System.nanoTime();
    fault.heal();
    boolean moment = fault.length().isZero();
    if (!moment) {
      health.mark();
    }
    boolean recovered = health.await(RECOVERY_LIMIT);
    double faultSeconds = moment ? 0 : (healed - injected) / 1e9;
    double recoverySeconds = (System.nanoTime() - (moment ? injected : healed)) / 1e9;
    return new Recovery(
        number,
        fault.kind(),
        fault.describe(),
        faultSeconds,
        recoverySeconds,
        recovered,
        operator.resubmissions().size() - submitted);
  }

  private String line(Recovery recovery) {
    double elapsed = (System.nanoTime() - began) / 1e9;
    double left = elapsed / recoveries.size() * (options.faults() - recoveries.size());
    return String.format(
        Locale.ROOT,
        "%4d/%d  %-58s %s after %5.1f s%s   (%s left)",
        recovery.number(),
        options.faults(),
        recovery.description(),
        recovery.recovered() ? "well again" : "NOT WELL",
        recovery.recoverySeconds(),
        recovery.resubmissions() > 0 ? ", submitted again" : "",
        Spans.clock(Duration.ofSeconds((long) left)));
  }

  private ChaosReport report(ChaosSetup setup, ChaosWorld world, JobOperator operator)
      throws IOException, InterruptedException {
    say.accept("the cameras end; waiting for the last frames");
    world.cameras().finish();
    AuditReport audit = Audit.await(world.cluster().access(), AuditRange.all(), DRAIN_LIMIT);
    return new ChaosReport(
        options,
        List.copyOf(recoveries),
        Duration.ofNanos(System.nanoTime() - began),
        setup.leftOut(),
        world.cameras().acknowledged(),
        operator.resubmissions(),
        operator.restarts(),
        diagnosis,
        audit);
  }
}
