package io.frameflow.pipeline.operator;

import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.images.UndecodableImageException;
import io.frameflow.schemas.ModelIdentity;
import java.util.List;

/** A {@link StubModel} that takes time, by a manual clock, and fails when it is told to. */
final class FaultyModel implements FrameModel {
  private final StubModel stub = new StubModel();
  private final ManualClocks clocks;
  private final long millisPerFrame;
  private long spentMillis;
  private boolean failOnNextBatch;
  private boolean breakDown;

  FaultyModel(ManualClocks clocks, long millisPerFrame) {
    this.clocks = clocks;
    this.millisPerFrame = millisPerFrame;
  }

  /** The next call with several pictures fails as a whole. */
  void failOnNextBatch() {
    failOnNextBatch = true;
  }

  /** The next call ends in an Error. */
  void breakDown() {
    breakDown = true;
  }

  /** Time in calls since the last time that somebody asked. */
  long takeSpentMillis() {
    long spent = spentMillis;
    spentMillis = 0;
    return spent;
  }

  /** Sizes of all calls so far. */
  List<Integer> batches() {
    return stub.batches;
  }

  @Override
  public ModelIdentity identity() {
    return stub.identity();
  }

  @Override
  public Picture decode(byte[] jpeg) throws UndecodableImageException {
    return stub.decode(jpeg);
  }

  @Override
  public Boxes propose(Picture image) {
    return stub.propose(image);
  }

  @Override
  public List<ImageDetections> detect(List<Picture> images, List<Boxes> proposals) {
    long millis = millisPerFrame * images.size();
    clocks.advance(millis);
    spentMillis += millis;
    if (breakDown) {
      breakDown = false;
      throw new ScheduledBreakdown();
    }
    if (failOnNextBatch && images.size() > 1) {
      failOnNextBatch = false;
      throw new IllegalStateException("the device hiccuped");
    }
    return stub.detect(images, proposals);
  }

  @Override
  public void close() {
    stub.close();
  }

  /** What restarts a job: no fault of a frame. */
  static final class ScheduledBreakdown extends Error {
    private static final long serialVersionUID = 1L;

    ScheduledBreakdown() {
      super("the device is gone", null, false, false);
    }
  }
}
