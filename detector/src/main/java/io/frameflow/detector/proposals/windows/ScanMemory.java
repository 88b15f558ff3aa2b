package io.frameflow.detector.proposals.windows;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Picture;

/**
 * What a scan keeps of one camera for its next frame: the pixels as they were scored, and all
 * scores. About 400 KB at the default working size. An instance belongs to one thread at a time,
 * and to one set of windows.
 */
public final class ScanMemory {

  private final int noise;
  private final int blockLimit;
  private final float mostChanged;
  private int imageWidth;
  private int imageHeight;
  private ReferenceImage reference;
  private ImageMeans means;
  private float[][] scores;
  private int count;
  private Boxes boxes;
  private float scored;

  /**
   * @param noise grey levels (0..255) by which a working pixel may differ and be unchanged
   * @param blockLimit sum over a block of what exceeds that, above which the block has changed
   * @param mostChanged part of the blocks, in [0, 1], beyond which all windows are scored
   */
  public ScanMemory(int noise, int blockLimit, float mostChanged) {
    this.noise = noise;
    this.blockLimit = blockLimit;
    this.mostChanged = mostChanged;
  }

  /** Whether the last scan scored all windows. */
  public boolean wasWhole() {
    return scored == 1;
  }

  /** The part of the windows that the last scan scored, in [0, 1]. */
  public float scored() {
    return scored;
  }

  /** Whether there is something of an image of this size. */
  boolean knows(Picture image, WorkingImage working) {
    return boxes != null
        && imageWidth == image.width()
        && imageHeight == image.height()
        && reference.hasSizeOf(working);
  }

  void compare(WorkingImage working, ChangedBlocks changes) {
    changes.compare(working, reference, noise, blockLimit);
  }

  boolean isWorthwhile(ChangedBlocks changes) {
    return changes.share() <= mostChanged;
  }

  /** The averages of the last frame that was scored as a whole: all scores are against them. */
  ImageMeans means() {
    return means;
  }

  /** Scores by band; to be written to. */
  float[][] scores() {
    return scores;
  }

  /** The proposals of the last frame, where as many were wanted. */
  Boxes boxes(int wanted) {
    return wanted == count ? boxes : null;
  }

  /** Starts anew with a frame of which all windows will be scored. */
  void restart(Picture image, WorkingImage working, ImageMeans newMeans, float[][] windows) {
    if (knows(image, working)) {
      reference.copyAll(working);
    } else {
      reference = new ReferenceImage(working);
      scores = new float[windows.length][];
      for (int band = 0; band < windows.length; band++) {
        scores[band] = new float[windows[band].length / 4];
      }
    }
    // Until the scan has finished there is nothing to rely on.
    boxes = null;
    imageWidth = image.width();
    imageHeight = image.height();
    means = newMeans;
  }

  /** Takes over the pixels of the blocks that are scored anew. */
  void update(WorkingImage working, ChangedBlocks changes) {
    reference.copy(working, changes);
  }

  /** Takes down how the scan ended. */
  void finish(Boxes found, int wanted, float partScored) {
    boxes = found;
    count = wanted;
    scored = partScored;
  }
}
