package io.frameflow.standalone.chaos;

import io.frameflow.connectors.audit.Audit;
import io.frameflow.connectors.audit.AuditRange;
import io.frameflow.connectors.audit.AuditReport;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs a cluster, breaks it again and again, and audits it at the end. */
public final class Chaos {

  private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(3);
  private static final Duration DRAIN_LIMIT = Duration.ofMinutes(3);

  private final ChaosOptions options;
  private final Consumer<String> say;
  private final ChaosRecord record;

  private Chaos(ChaosOptions options, Consumer<String> say) {
    this.options = options;
    this.say = say;
    record = new ChaosRecord(options, say);
  }

  /**
   * Does it all. An interrupt ends it early, with a report of what was until then and without an
   * audit.
   *
   * @param say takes a line for each step
   * @throws IOException with one line, when the cluster does not even start
   */
  public static ChaosReport run(ChaosOptions options, Consumer<String> say) throws IOException {
    return new Chaos(options, say).run();
  }

  private ChaosReport run() throws IOException {
    say.accept("seed %d, logs in %s".formatted(options.seed(), options.folder().resolve("logs")));
    try (ChaosSetup setup = ChaosSetup.start(options)) {
      record.leftOut(setup.leftOut());
      try {
        breakAndAudit(setup);
      } catch (InterruptedException | InterruptedIOException e) {
        // Cleared, or whatever ends the processes now would not wait for them.
        endEarly(e, Thread.interrupted());
      }
    } catch (InterruptedIOException e) {
      endEarly(e, Thread.interrupted());
    }
    return record.report();
  }

  /** A timeout of a socket has the type of an interrupt, and is none. */
  private void endEarly(Exception cause, boolean interrupted) throws IOException {
    if (cause instanceof IOException failure && !interrupted) {
      throw failure;
    }
    record.interrupted();
  }

  private void breakAndAudit(ChaosSetup setup) throws IOException, InterruptedException {
    ChaosWorld world = setup.world();
    JobOperator operator = new JobOperator(world.cluster(), jobOptions(world));
    record.operator(operator);
    operator.submit();
    Health health = new Health(world, operator);
    health.mark();
    if (!health.await(RECOVERY_LIMIT)) {
      throw new IOException("the job did not get under way: " + health.lastSeen());
    }
    say.accept("the job runs; dashboard: " + world.cluster().rest().base());
    record.begin();
    breakAgainAndAgain(
        new FaultSchedule(options.seed(), setup.possible(options)),
        new FaultCatalogue(world),
        health);
    audit(world);
  }

  private JobOptions jobOptions(ChaosWorld world) {
    JobOptions.Builder job = world.cluster().jobOptions();
    if (options.kinds().contains(FaultKind.LOSE_TRANSACTIONS)) {
      job.set(JobKeys.TRANSACTION_TIMEOUT, FaultCatalogue.TRANSACTION_TIMEOUT);
    }
    JobFlagParser.apply(options.jobArguments(), job);
    return job.build();
  }

  private void breakAgainAndAgain(FaultSchedule schedule, FaultCatalogue catalogue, Health health)
      throws IOException, InterruptedException {
    while (record.goesOn()) {
      FaultSchedule.Planned planned = schedule.next();
      Fault fault = catalogue.draw(planned.kind(), planned.random());
      boolean well = survive(fault, health);
      if (!well || !health.awaitProcesses(RECOVERY_LIMIT)) {
        record.notWell(fault.describe() + ": " + health.lastSeen());
      }
    }
  }

  /** Injects a fault and heals it; whether the job got well again in time. */
  private boolean survive(Fault fault, Health health) throws IOException, InterruptedException {
    int submitted = record.resubmissions();
    boolean moment = fault.length().isZero();
    health.mark();
    long injected = System.nanoTime();
    Optional<String> effect = inject(fault);
    long seen = System.nanoTime();
    if (moment) {
      // Whatever was saved and published until now says nothing of the time after the fault.
      health.mark();
    }
    long healed = System.nanoTime();
    fault.heal();
    if (!moment) {
      health.mark();
    }
    boolean well = health.await(RECOVERY_LIMIT);
    long end = System.nanoTime();
    record.add(
        fault,
        effect,
        moment ? Duration.ZERO : Duration.ofNanos(seen - injected),
        Duration.ofNanos(end - (moment ? injected : healed)),
        well,
        submitted);
    return well;
  }

  /** What was to be seen of the fault at its end; empty as well if it could not be injected. */
  private Optional<String> inject(Fault fault) throws IOException, InterruptedException {
    try {
      fault.inject();
      Thread.sleep(fault.length().toMillis());
      return fault.effect();
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      say.accept("%s: %s".formatted(fault.describe(), e.getMessage()));
      return Optional.empty();
    }
  }

  private void audit(ChaosWorld world) throws IOException, InterruptedException {
    say.accept("the cameras end; waiting for the last frames");
    try {
      world.cameras().finish(DRAIN_LIMIT);
      AuditReport audit = Audit.await(world.cluster().access(), AuditRange.all(), DRAIN_LIMIT);
      record.audited(audit, world.cameras().acknowledged());
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      // What was seen until then is worth more than this line alone.
      record.notWell("the end could not be audited: " + e.getMessage());
    }
  }
}
