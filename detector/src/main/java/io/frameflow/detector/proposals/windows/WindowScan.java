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

  private final WindowModel model;
  private final WorkingImage working = new WorkingImage();
  private final IntegralImages integrals = new IntegralImages();
  private final ChangedBlocks changes = new ChangedBlocks();
  private final WindowScores scorer = new WindowScores();
  private final DistinctBoxes distinct = new DistinctBoxes();
  private final WindowSelection selection = new WindowSelection();
  private final List<List<WindowLattice>> lattices = new ArrayList<>();
  private final float[][] windows;
  private final float[][] scores;

  /** Of the proposals, by band: relative to each other. */
  private final float[] shares;

  private int[] byNumberOfWindows;
  private int gridWidth;
  private int gridHeight;

  public WindowScan(WindowModel model) {
    this.model = model;
    windows = new float[model.bands().size()][];
    scores = new float[windows.length][0];
    shares = new float[windows.length];
  }

  /** The best windows of an image, in its pixels; see {@code ProposalMethod.propose}. */
  public Boxes propose(Picture image, int count) {
    load(image);
    integrals.load(working);
    score(ImageMeans.of(integrals), null, scores);
    return select(image, count, scores);
  }

  /**
   * As {@link #propose(Picture, int)} for the next frame of a camera: only windows that reach a
   * changed block are scored, measured against the averages of the last frame that was scored as a
   * whole.
   *
   * @param whole whether to score all windows in any case
   */
  public Boxes propose(Picture image, int count, ScanMemory memory, boolean whole) {
    load(image);
    if (!whole && memory.knows(image, working)) {
      memory.compare(working, changes);
      if (changes.none() && memory.boxes(count) != null) {
        memory.finish(memory.boxes(count), count, 0);
        return memory.boxes(count);
      }
      if (memory.isWorthwhile(changes)) {
        return proposeChanges(image, count, memory);
      }
    }
    integrals.load(working);
    memory.restart(image, working, ImageMeans.of(integrals), windows);
    score(memory.means(), null, memory.scores());
    Boxes boxes = select(image, count, memory.scores());
    memory.finish(boxes, count, 1);
    return boxes;
  }

  private Boxes proposeChanges(Picture image, int count, ScanMemory memory) {
    int scored = 0;
    if (!changes.none()) {
      integrals.load(working);
      scored = score(memory.means(), changes, memory.scores());
      memory.update(working, changes);
    }
    Boxes boxes = select(image, count, memory.scores());
    int all = IntStream.range(0, windows.length).map(band -> windows[band].length / 4).sum();
    // Every window may have been reached; the averages are old nevertheless.
    memory.finish(boxes, count, Math.min(.999f, scored / (float) all));
    return boxes;
  }

  private void load(Picture image) {
    working.load(image, model.workingPixels());
    if (gridWidth == working.width() && gridHeight == working.height()) {
      return;
    }
    gridWidth = working.width();
    gridHeight = working.height();
    lattices.clear();
    for (int band = 0; band < windows.length; band++) {
      float[] shapes = model.bands().get(band).shapes();
      lattices.add(
          WindowGrid.lattices(shapes, gridWidth, gridHeight, model.step(), model.mostPerShape()));
      windows[band] = WindowGrid.windows(lattices.get(band));
      if (scores[band].length < windows[band].length / 4) {
        scores[band] = new float[windows[band].length / 4];
      }
      shares[band] = model.bands().get(band).share(windows[band].length / 4);
    }
    byNumberOfWindows =
        IntStream.range(0, windows.length)
            .boxed()
            .sorted(Comparator.comparingInt(band -> windows[band].length))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** Scores windows of all bands, those that reach a changed block or, without changes, all. */
  private int score(ImageMeans means, ChangedBlocks changesOrNull, float[][] into) {
    WindowFeatures describer = new WindowFeatures(integrals, means);
    int scored = 0;
    for (int band = 0; band < windows.length; band++) {
      scorer.start(describer, model.bands().get(band).net(), into[band]);
      scored += scorer.score(lattices.get(band), changesOrNull);
    }
    return scored;
  }

  private Boxes select(Picture image, int count, float[][] scored) {
    float[][] chosen = new float[windows.length][];
    int left = count;
    float sum = 0;
    for (float share : shares) {
      sum += share;
    }
    // Bands with few windows go first: what they cannot use is left for the others.
    for (int band : byNumberOfWindows) {
      int quota = Math.round(left * Math.min(1, shares[band] / sum));
      chosen[band] = best(windows[band], scored[band], quota);
      left -= chosen[band].length / 4;
      sum -= shares[band];
    }
    float[] merged = distinct.of(Interleaving.merge(chosen, count - left));
    toImage(merged, image);
    return Boxes.of(merged);
  }

  private float[] best(float[] all, float[] scored, int quota) {
    int size =
        selection.select(all, scored, working.width(), working.height(), quota, model.overlap());
    float[] best = new float[4 * size];
    for (int i = 0; i < size; i++) {
      System.arraycopy(all, 4 * selection.chosen()[i], best, 4 * i, 4);
    }
    return best;
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
