package io.frameflow.standalone.soak;

import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Sends frames through one job, from Kafka to Kafka, as fast as it takes them. */
public final class Frames implements SoakPart {
  /** So many frames may be on their way: enough to keep the job busy between two commits. */
  private static final long UNDER_WAY = 2_000;

  private static final long SAMPLES = 100;

  /** A sample costs two full collections: not for every handful of frames. */
  private static final long LEAST_BETWEEN_SAMPLES = 250;

  private static final double PART = .01;
  private static final Duration STALLED_AFTER = Duration.ofMinutes(2);

  private final SoakStack stack;
  private final Path model;
  private final long warmUp;
  private final long total;

  /**
   * @param warmUp the first frames, which may let memory grow
   * @param total frames, with the first ones
   */
  public Frames(SoakStack stack, Path model, long warmUp, long total) {
    this.stack = stack;
    this.model = model;
    this.warmUp = warmUp;
    this.total = total;
  }

  /** Frames after the warm-up that are enough for a trend. */
  static long leastForATrend() {
    return LEAST_BETWEEN_SAMPLES * Trend.LEAST_SAMPLES;
  }

  @Override
  public String name() {
    return "frames";
  }

  @Override
  public long warmUp() {
    return warmUp;
  }

  @Override
  public long total() {
    return total;
  }

  @Override
  public List<Limit> limits() {
    return List.of(
        Limit.count(Quantity.THREADS, 0),
        Limit.perTenThousand(Quantity.HEAP, PART),
        Limit.perTenThousand(Quantity.METASPACE, PART),
        Limit.perTenThousand(Quantity.RESIDENT, PART),
        Limit.perTenThousand(Quantity.NATIVE, PART));
  }

  @Override
  public void run(Samples samples) throws IOException, InterruptedException {
    ModelManifest.Input size = ModelPackage.open(model).manifest().input();
    JobOptions options = stack.job(model).build();
    DetectionJob job = LocalJob.start(options);
    try (Feeder feeder = Feeder.open(stack.access(), size);
        Arrivals arrivals = Arrivals.open(stack.access())) {
      stream(feeder, arrivals, samples);
    } finally {
      LocalJob.cancel(job);
    }
  }

  private void stream(Feeder feeder, Arrivals arrivals, Samples samples) throws IOException {
    long every = Math.max(LEAST_BETWEEN_SAMPLES, total / SAMPLES);
    long next = every;
    long lastArrival = System.nanoTime();
    while (arrivals.count() < total) {
      long before = arrivals.count();
      long room = UNDER_WAY - (feeder.pushed() - before);
      feeder.push(Math.min(room, total - feeder.pushed()));
      arrivals.poll();
      if (arrivals.count() > before) {
        lastArrival = System.nanoTime();
      } else if (System.nanoTime() - lastArrival > STALLED_AFTER.toNanos()) {
        throw new IOException(
            "no frame came out for %d s; %d of %d have"
                .formatted(STALLED_AFTER.toSeconds(), arrivals.count(), feeder.pushed()));
      }
      if (arrivals.count() >= next || arrivals.count() == total) {
        samples.take(arrivals.count());
        next = (arrivals.count() / every + 1) * every;
      }
    }
  }
}
