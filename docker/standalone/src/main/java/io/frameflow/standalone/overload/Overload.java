package io.frameflow.standalone.overload;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.audit.Audit;
import io.frameflow.connectors.audit.AuditRange;
import io.frameflow.connectors.audit.AuditReport;
import io.frameflow.connectors.push.PushOptions;
import io.frameflow.connectors.push.PushSession;
import io.frameflow.connectors.push.PushSummary;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.operator.DetectorFactory;
import io.frameflow.pipeline.operator.PackagedModel;
import io.frameflow.pipeline.waiting.ShedPolicy;
import io.frameflow.standalone.soak.FragileModel;
import io.frameflow.standalone.soak.LocalJob;
import io.frameflow.standalone.soak.SoakStack;
import io.frameflow.standalone.stack.FrameCount;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Measures what the job can do, then sends it more than that, and holds it to its policy. */
final class Overload {
  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(5);
  private static final Duration SAMPLE_EVERY = Duration.ofSeconds(1);
  private static final Duration LEAST_PATIENCE = Duration.ofMinutes(2);

  private final OverloadOptions options;
  private final SoakStack stack;
  private final PrintStream out;

  Overload(OverloadOptions options, SoakStack stack, PrintStream out) {
    this.options = options;
    this.stack = stack;
    this.out = out;
  }

  OverloadReport run() throws IOException, InterruptedException {
    KafkaAccess access = stack.access();
    CameraMix mix = new CameraMix(ModelPackage.open(options.model()).manifest().input());
    say("measuring what the job can do on this machine ...");
    DetectionJob unhurried = start(job().set(JobKeys.SHED, ShedPolicy.NEVER).build());
    double capacity;
    try {
      capacity = Capacity.measure(access, mix);
    } catch (IOException | InterruptedException e) {
      LocalJob.cancel(unhurried);
      throw e;
    }
    String savepoint = LocalJob.stop(unhurried, stack.savepoints());
    double wanted = capacity * options.factor();
    say(
        "%.1f frames/s; now %.1f from %d cameras for %d s, --shed %s",
        capacity, wanted, options.cameras(), options.length().toSeconds(), options.shed());

    JobOptions underLoad = options.underLoad(job(), savepoint);
    DetectionJob job = start(underLoad);
    try {
      LoadFigures load = load(access, mix, capacity, wanted);
      say("auditing ...");
      AuditReport audit = Audit.await(access, AuditRange.all(), LEAST_PATIENCE);
      return new Verdict(underLoad, load, RecordTimes.read(access)).report(audit);
    } finally {
      LocalJob.cancel(job);
    }
  }

  private JobOptions.Builder job() throws IOException {
    return stack.job(options.model()).set(JobKeys.CHECKPOINT_INTERVAL, CHECKPOINT_EVERY);
  }

  private static DetectionJob start(JobOptions job) throws IOException, InterruptedException {
    DetectorFactory model =
        PackagedModel.factory(job.modelDirectory(), job.detector(), job.imageLimits());
    return LocalJob.start(job, FragileModel.of(WatchedModel.of(model)));
  }

  private LoadFigures load(KafkaAccess access, CameraMix mix, double capacity, double wanted)
      throws IOException, InterruptedException {
    try (Outcomes outcomes = Outcomes.fromNowOn(access);
        FrameCount frames = FrameCount.open(access);
        PushSession push =
            PushSession.start(
                access, mix.cameras(options.cameras(), wanted), PushOptions.defaults(this::say))) {
      WatchedModel.reset();
      Sampler sampler = new Sampler(outcomes, frames, out);
      Optional<Instant> killedAt = Optional.empty();
      while (sampler.elapsed().compareTo(options.length()) < 0) {
        Thread.sleep(SAMPLE_EVERY.toMillis());
        sampler.take();
        if (!push.running()) {
          push.finish();
        }
        boolean half = sampler.elapsed().compareTo(options.length().dividedBy(2)) >= 0;
        if (options.kill() && killedAt.isEmpty() && half) {
          killedAt = Optional.of(breakDown());
          say("the task breaks down");
        }
      }
      push.stop();
      PushSummary sent = push.finish();
      Instant end = Instant.now();
      double rate = sent.frames() / (sampler.elapsed().toMillis() / 1e3);
      say("the load has fallen; waiting for the rest ...");
      drain(sampler, sent.frames(), capacity);
      write(sampler.samples());
      JobOptions job = job().build();
      return new LoadFigures(
          capacity,
          wanted,
          rate,
          options.cameras(),
          end,
          killedAt,
          WatchedModel.slowestBatch(job.batchSize(), job.detectorThreads()),
          outcomes.since(0));
    }
  }

  /** Breaks the task down; the moment at which it did. */
  private static Instant breakDown() throws IOException, InterruptedException {
    FragileModel.breakDown();
    long deadline = System.nanoTime() + LEAST_PATIENCE.toNanos();
    while (FragileModel.stillToBreak()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("the model was not called any more, so it could not break down");
      }
      Thread.sleep(10);
    }
    return Instant.now();
  }

  /** Waits until all frames are booked, twice as long as they should take. */
  private void drain(Sampler sampler, long sent, double capacity)
      throws IOException, InterruptedException {
    Duration patience = LEAST_PATIENCE.plusSeconds((long) (2 * sent / capacity));
    long deadline = System.nanoTime() + patience.toNanos();
    while (sampler.take().waiting() > 0 && System.nanoTime() < deadline) {
      Thread.sleep(SAMPLE_EVERY.toMillis());
    }
  }

  private void write(List<Sample> samples) throws IOException {
    Files.write(
        options.out().resolve("samples.csv"),
        Stream.concat(Stream.of(Sample.CSV_HEAD), samples.stream().map(Sample::csv)).toList());
    String title =
        String.format(
            Locale.ROOT, "%.1f times the capacity, --shed %s", options.factor(), options.shed());
    OverloadPlot.write(options.out(), title, samples);
  }

  private void say(String format, Object... values) {
    out.println("frameflow overload: " + String.format(Locale.ROOT, format, values));
  }

  private void say(String line) {
    out.println("frameflow overload: " + line);
  }
}
