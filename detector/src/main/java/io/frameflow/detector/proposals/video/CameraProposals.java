package io.frameflow.detector.proposals.video;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.proposals.LearnedWindows;
import io.frameflow.detector.proposals.windows.ScanMemory;

/**
 * Region proposals for the frames of one camera, one after the other, at less than the price of
 * single images: windows on unchanged parts keep their scores, and the objects of the last frame
 * are proposed again.
 *
 * <p>Everything is scored anew in the first frame, after a cut, when the size changes, when a frame
 * is not later than the last, and at the latest when {@link ReuseSettings#mostFrames} or {@link
 * ReuseSettings#longest} are over. So a new object that differs too little to be a change is
 * proposed after that time at the latest; one that comes slowly adds up, for a block is compared
 * with its pixels when it was last scored.
 *
 * <p>What is proposed depends on the frames before, so that a frame looked at again after a restart
 * may get other proposals. An instance belongs to one thread at a time.
 */
public final class CameraProposals {

  private final LearnedWindows windows;
  private final ReuseSettings settings;
  private final ScanMemory memory;
  private FramePosition last;
  private FramePosition lastWhole;
  private int framesSinceWhole;
  private Boxes detected = Boxes.EMPTY;

  public CameraProposals(LearnedWindows windows, ReuseSettings settings) {
    this.windows = windows;
    this.settings = settings;
    memory = new ScanMemory(settings.noise(), settings.blockLimit(), settings.mostChanged());
  }

  /**
   * Proposes regions of the camera's next frame.
   *
   * @param count the most boxes wanted, at least 0
   * @return as {@link io.frameflow.detector.proposals.ProposalMethod#propose}; the objects of the
   *     last frame come first
   */
  public Boxes propose(Picture image, FramePosition position, int count) {
    boolean continued = last != null && position.follows(last);
    boolean whole = !continued || isDue(position);
    last = position;
    Boxes boxes = windows.propose(image, count, memory, whole);
    // Unasked, all windows are scored only where the picture is another one.
    boolean cut = !continued || (!whole && memory.wasWhole());
    framesSinceWhole++;
    if (memory.wasWhole()) {
      lastWhole = position;
      framesSinceWhole = 0;
    }
    if (cut) {
      detected = Boxes.EMPTY;
    }
    Boxes again = detected.clip(image.width(), image.height()).nonEmpty();
    return again.isEmpty() ? boxes : again.concat(boxes).first(count);
  }

  /**
   * Hears what was found in the frame proposed for last, in its pixels; proposed again for the
   * next.
   */
  public void found(Boxes objects) {
    detected = objects;
  }

  /** The part of the windows that were scored for the last frame, in [0, 1]. */
  public float scored() {
    return memory.scored();
  }

  private boolean isDue(FramePosition position) {
    return framesSinceWhole + 1 >= settings.mostFrames()
        || position.capturedMicros() - lastWhole.capturedMicros()
            >= settings.longest().toNanos() / 1000;
  }
}
