package io.frameflow.standalone.soak;

import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.PrecisionChoice;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.images.UndecodableImageException;
import io.frameflow.pipeline.operator.DetectorFactory;
import io.frameflow.pipeline.operator.FrameModel;
import io.frameflow.schemas.ModelIdentity;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A real model that breaks down once when it is told to, and takes its task along. */
public final class FragileModel implements FrameModel {
  // Flink copies the factory, so this is how to reach the model in its task.
  private static final AtomicBoolean BREAKS = new AtomicBoolean();

  private final FrameModel real;

  private FragileModel(FrameModel real) {
    this.real = real;
  }

  /** Opens the same model, fragile. */
  public static DetectorFactory of(DetectorFactory real) {
    return () -> new FragileModel(real.open());
  }

  /** Makes the next call of a model in this process fail. */
  public static void breakDown() {
    BREAKS.set(true);
  }

  /** Whether a model that was told to break down has not been called since. */
  public static boolean stillToBreak() {
    return BREAKS.get();
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
    return real.propose(image);
  }

  @Override
  public List<ImageDetections> detect(List<Picture> images, List<Boxes> proposals) {
    if (BREAKS.compareAndSet(true, false)) {
      // An Error: the operator must not take it for a frame's fault.
      throw new AssertionError("the model breaks down, as it was told to");
    }
    return real.detect(images, proposals);
  }

  @Override
  public void close() {
    real.close();
  }
}
