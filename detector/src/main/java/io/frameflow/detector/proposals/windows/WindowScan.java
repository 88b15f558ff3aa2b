package io.frameflow.detector.proposals.windows;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Picture;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * One run of learned windows over an image, with buffers that serve the next image as well. An
 * instance belongs to one thread at a time.
 */
public final class WindowScan {

  /** Windows scored at once: their features fit into the first-level cache. */
  private static final int BATCH = 256;

  private final WindowModel model;
  private final WorkingImage working = new WorkingImage();
  private final IntegralImages integrals = new IntegralImages();
  private final WindowSelection selection = new WindowSelection();
  private final Twins twins = new Twins();
  private final float[][] features = new float[WindowFeatures.COUNT][BATCH];
  private final float[] activations = new float[BATCH];
  private final float[] batchScores = new float[BATCH];
  private final float[][] windows;
  private float[] scores = new float[0];
  private int gridWidth;
  private int gridHeight;

  public WindowScan(WindowModel model) {
    this.model = model;
    windows = new float[model.bands().size()][];
  }

  /** The best windows of an image, in its pixels; see {@code ProposalMethod.propose}. */
  public Boxes propose(Picture image, int count) {
    working.load(image, model.workingPixels());
    integrals.load(working);
    layOut(working.width(), working.height());
    float[][] chosen = new float[windows.length][];
    int[] sizes = new int[windows.length];
    int left = count;
    float shares = 0;
    for (WindowBand band : model.bands()) {
      shares += band.share();
    }
    // Bands with few windows go first: what they cannot use is left for the others.
    for (int band : byNumberOfWindows()) {
      float share = model.bands().get(band).share();
      int quota = Math.round(left * Math.min(1, share / shares));
      chosen[band] = best(band, quota);
      sizes[band] = chosen[band].length / 4;
      left -= sizes[band];
      shares -= share;
    }
    float[] merged = withoutTwins(Interleaving.merge(chosen, count - left));
    toImage(merged, image);
    return Boxes.of(merged);
  }

  private void layOut(int width, int height) {
    if (gridWidth == width && gridHeight == height) {
      return;
    }
    for (int band = 0; band < windows.length; band++) {
      windows[band] =
          WindowGrid.windows(
              model.bands().get(band).shapes(), width, height, model.step(), model.mostPerShape());
    }
    gridWidth = width;
    gridHeight = height;
  }

  private int[] byNumberOfWindows() {
    return IntStream.range(0, windows.length)
        .boxed()
        .sorted(Comparator.comparingInt(band -> windows[band].length))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private float[] best(int band, int quota) {
    float[] all = windows[band];
    score(all, model.bands().get(band).net());
    int size =
        selection.select(all, scores, working.width(), working.height(), quota, model.overlap());
    float[] best = new float[4 * size];
    for (int i = 0; i < size; i++) {
      System.arraycopy(all, 4 * selection.chosen()[i], best, 4 * i, 4);
    }
    return best;
  }

  private void score(float[] all, ObjectnessNet net) {
    int count = all.length / 4;
    if (scores.length < count) {
      scores = new float[count];
    }
    WindowFeatures describer = new WindowFeatures(integrals);
    for (int from = 0; from < count; from += BATCH) {
      int size = Math.min(BATCH, count - from);
      for (int i = 0; i < size; i++) {
        int at = 4 * (from + i);
        describer.describe(all[at], all[at + 1], all[at + 2], all[at + 3], features, i);
      }
      net.score(features, size, activations, batchScores);
      System.arraycopy(batchScores, 0, scores, from, size);
    }
  }

  /** Where windows of several bands are clipped to the image, they may be equal. */
  private float[] withoutTwins(float[] boxes) {
    int size = twins.drop(boxes);
    return size == boxes.length ? boxes : Arrays.copyOf(boxes, size);
  }

  /** Working pixels to pixels of the image; the product may exceed the border by rounding. */
  private void toImage(float[] edges, Picture image) {
    float scaleX = image.width() / (float) working.width();
    float scaleY = image.height() / (float) working.height();
    for (int i = 0; i < edges.length; i += 2) {
      edges[i] = Math.min(image.width(), edges[i] * scaleX);
      edges[i + 1] = Math.min(image.height(), edges[i + 1] * scaleY);
    }
  }
}
