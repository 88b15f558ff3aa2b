package io.frameflow.detector.proposals.windows;

/**
 * What a window looks like, in {@value #COUNT} numbers of order one.
 *
 * <p>An object tends to have an outline near the window's sides, another colour than its
 * surroundings, and a place and size that objects of the training data had. Gradients are measured
 * against the image's mean gradient, so that blurred and sharp frames look alike.
 *
 * <p>Features are stored feature-major: feature {@code k} of window {@code i} at {@code [k][i]},
 * which lets the scoring loops run over windows with SIMD instructions.
 */
public final class WindowFeatures {

  /** Numbers per window. */
  public static final int COUNT = 22;

  private final IntegralImages image;
  private final int rowLength;
  private final float gradientNorm;
  private final float meanLuminance;
  private final float meanRedGreen;
  private final float meanBlueYellow;

  /** Prepares the features of one image; valid until {@code image} is loaded anew. */
  public WindowFeatures(IntegralImages image) {
    this(image, ImageMeans.of(image));
  }

  /** As {@link #WindowFeatures(IntegralImages)}, measured against other averages. */
  WindowFeatures(IntegralImages image, ImageMeans means) {
    this.image = image;
    rowLength = image.width() + 1;
    gradientNorm = means.gradientNorm();
    meanLuminance = means.luminance();
    meanRedGreen = means.redGreen();
    meanBlueYellow = means.blueYellow();
  }

  /**
   * Describes one window.
   *
   * @param left edges in working pixels; rounded to whole pixels, at least one pixel is taken
   * @param features where feature {@code k} is put at {@code [k][index]}
   */
  public void describe(
      float left, float top, float right, float bottom, float[][] features, int index) {
    WindowLattice single =
        new WindowLattice(
            new float[] {left, right}, new float[] {top, bottom}, image.width(), image.height());
    describe(single, 0, 0, 1, features, index);
  }

  /**
   * Describes neighbours in a row of a lattice.
   *
   * @param first column
   * @param count of columns
   * @param features where feature {@code k} of the first is put at {@code [k][index]}
   * @param index of the first
   */
  void describe(
      WindowLattice lattice, int row, int first, int count, float[][] features, int index) {
    sides(lattice, row, first, count, features, index);
    contents(lattice, row, first, count, features, index);
    place(lattice, row, first, count, features, index);
  }

  /** Gradient across each of the four sides, and the weakest of them. */
  private void sides(
      WindowLattice lattice, int row, int first, int count, float[][] features, int index) {
    int[] columns = lattice.columns();
    int[] rows = lattice.rows();
    int[] gradientX = image.gradientX();
    int[] gradientY = image.gradientY();
    int r = row * AxisSpans.NUMBERS;
    int height = rows[r + AxisSpans.TO] - rows[r + AxisSpans.FROM];
    int y1 = rows[r + AxisSpans.FROM] * rowLength;
    int y2 = rows[r + AxisSpans.TO] * rowLength;
    int topFrom = rows[r + AxisSpans.NEAR_FROM] * rowLength;
    int topTo = rows[r + AxisSpans.NEAR_TO] * rowLength;
    int bottomFrom = rows[r + AxisSpans.FAR_FROM] * rowLength;
    int bottomTo = rows[r + AxisSpans.FAR_TO] * rowLength;
    int topHeight = rows[r + AxisSpans.NEAR_TO] - rows[r + AxisSpans.NEAR_FROM];
    int bottomHeight = rows[r + AxisSpans.FAR_TO] - rows[r + AxisSpans.FAR_FROM];
    for (int i = 0; i < count; i++) {
      int c = (first + i) * AxisSpans.NUMBERS;
      int x1 = columns[c + AxisSpans.FROM];
      int x2 = columns[c + AxisSpans.TO];
      int leftFrom = columns[c + AxisSpans.NEAR_FROM];
      int leftTo = columns[c + AxisSpans.NEAR_TO];
      int rightFrom = columns[c + AxisSpans.FAR_FROM];
      int rightTo = columns[c + AxisSpans.FAR_TO];
      float left =
          sum(gradientX, y1, y2, leftFrom, leftTo) * gradientNorm / ((leftTo - leftFrom) * height);
      float right =
          sum(gradientX, y1, y2, rightFrom, rightTo)
              * gradientNorm
              / ((rightTo - rightFrom) * height);
      float top = sum(gradientY, topFrom, topTo, x1, x2) * gradientNorm / (topHeight * (x2 - x1));
      float bottom =
          sum(gradientY, bottomFrom, bottomTo, x1, x2) * gradientNorm / (bottomHeight * (x2 - x1));
      features[0][index + i] = left;
      features[1][index + i] = right;
      features[2][index + i] = top;
      features[3][index + i] = bottom;
      features[4][index + i] = Math.min(Math.min(left, right), Math.min(top, bottom));
    }
  }

  private static int sum(int[] table, int top, int bottom, int left, int right) {
    return table[bottom + right] - table[top + right] - table[bottom + left] + table[top + left];
  }

  /** Texture and colour of the window, of its core, and of the frame around it. */
  private void contents(
      WindowLattice lattice, int row, int first, int count, float[][] features, int index) {
    int[] columns = lattice.columns();
    int[] rows = lattice.rows();
    long[] table = image.contents();
    int r = row * AxisSpans.NUMBERS;
    int height = rows[r + AxisSpans.TO] - rows[r + AxisSpans.FROM];
    int coreHeight = rows[r + AxisSpans.CORE_TO] - rows[r + AxisSpans.CORE_FROM];
    int outerHeight = rows[r + AxisSpans.OUTER_TO] - rows[r + AxisSpans.OUTER_FROM];
    int y1 = rows[r + AxisSpans.FROM] * rowLength;
    int y2 = rows[r + AxisSpans.TO] * rowLength;
    int coreY1 = rows[r + AxisSpans.CORE_FROM] * rowLength;
    int coreY2 = rows[r + AxisSpans.CORE_TO] * rowLength;
    int outerY1 = rows[r + AxisSpans.OUTER_FROM] * rowLength;
    int outerY2 = rows[r + AxisSpans.OUTER_TO] * rowLength;
    for (int i = 0; i < count; i++) {
      int c = (first + i) * AxisSpans.NUMBERS;
      int x1 = columns[c + AxisSpans.FROM];
      int x2 = columns[c + AxisSpans.TO];
      int coreX1 = columns[c + AxisSpans.CORE_FROM];
      int coreX2 = columns[c + AxisSpans.CORE_TO];
      int outerX1 = columns[c + AxisSpans.OUTER_FROM];
      int outerX2 = columns[c + AxisSpans.OUTER_TO];
      float area = (x2 - x1) * height;
      float coreArea = (coreX2 - coreX1) * coreHeight;
      float aroundArea = Math.max(1, (outerX2 - outerX1) * outerHeight - area);
      int k = index + i;

      long inside = sum(table, y1, y2, x1, x2, 0);
      long core = sum(table, coreY1, coreY2, coreX1, coreX2, 0);
      long outer = sum(table, outerY1, outerY2, outerX1, outerX2, 0);
      float texture = upper(inside);
      features[5][k] = texture * gradientNorm / area;
      features[6][k] = upper(core) * gradientNorm / coreArea;
      features[7][k] = (upper(outer) - texture) * gradientNorm / aroundArea;
      float value = lower(inside);
      float mean = value / area;
      features[8][k] = (mean - (lower(outer) - value) / aroundArea) * (1 / 32f);
      features[9][k] = (lower(core) / coreArea - mean) * (1 / 32f);
      features[10][k] = (mean - meanLuminance) * (1 / 32f);

      inside = sum(table, y1, y2, x1, x2, 1);
      core = sum(table, coreY1, coreY2, coreX1, coreX2, 1);
      outer = sum(table, outerY1, outerY2, outerX1, outerX2, 1);
      value = upper(inside);
      mean = value / area;
      features[11][k] = (mean - (upper(outer) - value) / aroundArea) * (1 / 16f);
      features[12][k] = (upper(core) / coreArea - mean) * (1 / 16f);
      features[13][k] = (mean - meanRedGreen) * (1 / 16f);
      value = lower(inside);
      mean = value / area;
      features[14][k] = (mean - (lower(outer) - value) / aroundArea) * (1 / 16f);
      features[15][k] = (lower(core) / coreArea - mean) * (1 / 16f);
      features[16][k] = (mean - meanBlueYellow) * (1 / 16f);
    }
  }

  private static long sum(long[] table, int top, int bottom, int left, int right, int which) {
    return table[2 * (bottom + right) + which]
        - table[2 * (top + right) + which]
        - table[2 * (bottom + left) + which]
        + table[2 * (top + left) + which];
  }

  private static float upper(long pair) {
    return (int) (pair >>> 32);
  }

  private static float lower(long pair) {
    return (int) pair;
  }

  /** Size, aspect ratio, distance from the middle, and sides on the image's border. */
  private void place(
      WindowLattice lattice, int row, int first, int count, float[][] features, int index) {
    int[] columns = lattice.columns();
    int r = row * AxisSpans.NUMBERS;
    int y1 = lattice.rows()[r + AxisSpans.FROM];
    int y2 = lattice.rows()[r + AxisSpans.TO];
    float width = image.width();
    float middle = (y1 + y2) / (float) image.height() - 1;
    int atBorder = y1 == 0 || y2 == image.height() ? 1 : 0;
    System.arraycopy(lattice.logSizesOf(row), first, features[17], index, count);
    System.arraycopy(lattice.logAspectsOf(row), first, features[18], index, count);
    for (int i = 0; i < count; i++) {
      int x1 = columns[(first + i) * AxisSpans.NUMBERS + AxisSpans.FROM];
      int x2 = columns[(first + i) * AxisSpans.NUMBERS + AxisSpans.TO];
      features[19][index + i] = Math.abs((x1 + x2) / width - 1);
      features[20][index + i] = middle;
      features[21][index + i] = atBorder + (x1 == 0 || x2 == image.width() ? 1 : 0);
    }
  }
}
