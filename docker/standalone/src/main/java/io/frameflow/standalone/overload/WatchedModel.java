package io.frameflow.standalone.overload;

import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.PrecisionChoice;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.images.UndecodableImageException;
import io.frameflow.pipeline.operator.DetectorFactory;
import io.frameflow.pipeline.operator.FrameModel;
import io.frameflow.schemas.ModelIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A real model whose slowest calls are noted: they make the "batch" in what a policy promises. */
final class WatchedModel implements FrameModel {
  // Flink copies the factory, so this is how to reach the model in its task.
  private static final AtomicLong SLOWEST_NANOS = new AtomicLong();
  private static final AtomicLong SLOWEST_PROPOSALS_NANOS = new AtomicLong();

  private final FrameModel real;

  private WatchedModel(FrameModel real) {
    this.real = real;
  }

  /** Opens the same model, watched. */
  static DetectorFactory of(DetectorFactory real) {
    return () -> new WatchedModel(real.open());
  }

  /** Forgets the calls so far. */
  static void reset() {
    SLOWEST_NANOS.set(0);
    SLOWEST_PROPOSALS_NANOS.set(0);
  }

  /** The slowest batch that the slowest calls of any model in this process would make. */
  static Duration slowestBatch(int frames, int threads) {
    long rounds = ((long) frames + threads - 1) / threads;
    return Duration.ofNanos(SLOWEST_NANOS.get() + rounds * SLOWEST_PROPOSALS_NANOS.get());
  }

  @Override
  public ModelIdentity identity() {
    return real.identity();
  }

  @Override
  public Optional<PrecisionChoice> precision() {
    return real.precision();
  }

  @Override
  public Picture decode(byte[] jpeg) throws UndecodableImageException {
    return real.decode(jpeg);
  }

  @Override
  public Boxes propose(Picture image) {
    long start = System.nanoTime();
    Boxes found = real.propose(image);
    SLOWEST_PROPOSALS_NANOS.accumulateAndGet(System.nanoTime() - start, Math::max);
    return found;
  }

  @Override
  public List<ImageDetections> detect(List<Picture> images, List<Boxes> proposals) {
    long start = System.nanoTime();
    List<ImageDetections> found = real.detect(images, proposals);
    SLOWEST_NANOS.accumulateAndGet(System.nanoTime() - start, Math::max);
    return found;
  }

  @Override
  public void close() {
    real.close();
  }
}
