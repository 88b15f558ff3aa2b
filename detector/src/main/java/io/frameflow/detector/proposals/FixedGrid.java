package io.frameflow.detector.proposals;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.proposals.windows.Interleaving;
import io.frameflow.detector.proposals.windows.WindowGrid;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Boxes that do not look at the image: several sizes and aspect ratios on a regular grid, as in
 * "R-CNN minus R" (Lenc and Vedaldi, BMVC 2015). The least that a learned method must beat, and a
 * way to serve without any cost for proposals.
 *
 * <p>Any beginning of the list is spread over sizes and over the image; the whole image comes
 * first.
 */
public final class FixedGrid implements ProposalMethod {

  /** The name in the model manifest. */
  public static final String NAME = "fixed-grid";

  /** Square roots of the boxes' areas, relative to the square root of the image's area. */
  private static final float[] SIZES = {.85f, .6f, .42f, .3f, .21f, .15f, .105f, .075f};

  /** Width over height. */
  private static final float[] ASPECT_RATIOS = {1, .5f, 2, .33f};

  private static final float STEP = .3f;

  /** Steps over a list by this part of its length visit all of it evenly (the golden section). */
  private static final double SPREAD = .6180339887498949;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Boxes propose(Picture image, int count) {
    ProposalCount.require(count);
    if (count == 0) {
      return Boxes.EMPTY;
    }
    float[][] levels = new float[SIZES.length][];
    int total = 0;
    for (int level = 0; level < SIZES.length; level++) {
      levels[level] =
          spread(
              WindowGrid.windows(
                  shapes(SIZES[level]), image.width(), image.height(), STEP, mostPerShape(count)));
      total += levels[level].length / 4;
    }
    Boxes ordered = Boxes.of(Interleaving.merge(levels, total));
    Set<Box> different = new LinkedHashSet<>();
    different.add(new Box(0, 0, image.width(), image.height()));
    different.addAll(ordered.asList());
    List<Box> first = new ArrayList<>(different);
    return Boxes.of(first.subList(0, Math.min(count, first.size())));
  }

  /** As many windows a shape as the count has room for, so that cutting the list loses little. */
  private static int mostPerShape(int count) {
    return Math.max(1, 2 * count / (SIZES.length * ASPECT_RATIOS.length));
  }

  private static float[] shapes(float size) {
    float[] shapes = new float[2 * ASPECT_RATIOS.length];
    for (int i = 0; i < ASPECT_RATIOS.length; i++) {
      float root = (float) Math.sqrt(ASPECT_RATIOS[i]);
      shapes[2 * i] = size * root;
      shapes[2 * i + 1] = size / root;
    }
    return shapes;
  }

  /** Reorders boxes so that neighbours in the list lie far apart in the image. */
  private static float[] spread(float[] boxes) {
    int count = boxes.length / 4;
    int step = Math.max(1, (int) Math.round(count * SPREAD));
    while (commonDivisor(step, count) != 1) {
      step++;
    }
    float[] spread = new float[boxes.length];
    long from = 0;
    for (int i = 0; i < count; i++) {
      System.arraycopy(boxes, 4 * (int) from, spread, 4 * i, 4);
      from = (from + step) % count;
    }
    return spread;
  }

  private static int commonDivisor(int a, int b) {
    return b == 0 ? a : commonDivisor(b, a % b);
  }
}
