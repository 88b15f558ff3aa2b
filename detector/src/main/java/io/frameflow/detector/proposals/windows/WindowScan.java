package io.frameflow.detector.proposals.windows;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Picture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
  private final DistinctBoxes distinct = new DistinctBoxes();
  private final WindowSelection selection = new WindowSelection();
  private final float[][] features = new float[WindowFeatures.COUNT][BATCH];
  private final float[] activations = new float[BATCH];
  private final float[] batchScores = new float[BATCH];
  private final List<List<WindowLattice>> lattices = new ArrayList<>();
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
    float[] merged = distinct.of(Interleaving.merge(chosen, count - left));
    toImage(merged, image);
    return Boxes.of(merged);
  }

  private void layOut(int width, int height) {
    if (gridWidth == width && gridHeight == height) {
      return;
    }
    lattices.clear();
    for (int band = 0; band < windows.length; band++) {
      float[] shapes = model.bands().get(band).shapes();
      lattices.add(WindowGrid.lattices(shapes, width, height, model.step(), model.mostPerShape()));
      windows[band] = WindowGrid.windows(lattices.get(band));
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
    score(lattices.get(band), all.length / 4, model.bands().get(band).net());
    int size =
        selection.select(all, scores, working.width(), working.height(), quota, model.overlap());
    float[] best = new float[4 * size];
    for (int i = 0; i < size; i++) {
      System.arraycopy(all, 4 * selection.chosen()[i], best, 4 * i, 4);
    }
    return best;
  }

  private void score(List<WindowLattice> shapes, int count, ObjectnessNet net) {
    if (scores.length < count) {
      scores = new float[count];
    }
    WindowFeatures describer = new WindowFeatures(integrals);
    int done = 0;
    int waiting = 0;
    for (WindowLattice shape : shapes) {
      for (int row = 0; row < shape.rowCount(); row++) {
        for (int column = 0; column < shape.columnCount(); ) {
          int size = Math.min(BATCH - waiting, shape.columnCount() - column);
          describer.describe(shape, row, column, size, features, waiting);
          column += size;
          waiting += size;
          if (waiting == BATCH) {
            flush(net, waiting, done);
            done += waiting;
            waiting = 0;
          }
        }
      }
    }
    flush(net, waiting, done);
  }

  private void flush(ObjectnessNet net, int size, int at) {
    net.score(features, size, activations, batchScores);
    System.arraycopy(batchScores, 0, scores, at, size);
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
