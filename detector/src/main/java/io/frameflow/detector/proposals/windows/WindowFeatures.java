package io.frameflow.detector.proposals.windows;

import static io.frameflow.detector.proposals.windows.IntegralImages.BLUE_YELLOW;
import static io.frameflow.detector.proposals.windows.IntegralImages.GRADIENT_X;
import static io.frameflow.detector.proposals.windows.IntegralImages.GRADIENT_Y;
import static io.frameflow.detector.proposals.windows.IntegralImages.LUMINANCE;
import static io.frameflow.detector.proposals.windows.IntegralImages.RED_GREEN;

/**
 * What a window looks like, in {@value #COUNT} numbers of order one.
 *
 * <p>An object tends to have an outline near the window's sides, another colour than its
 * surroundings, and a place and size that objects of the training data had. Gradients are measured
 * against the image's mean gradient, so that blurred and sharp frames look alike.
 *
 * <p>Features are stored feature-major: feature {@code k} of window {@code i} at {@code k * stride
 * + i}, which lets the scoring loops run over windows with SIMD instructions.
 */
public final class WindowFeatures {

  /** Numbers per window. */
  public static final int COUNT = 22;

  /** Width of the strips along a side, as a part of the window's side. */
  private static final float STRIP = .1f;

  /** Width of the margin inside and of the surroundings outside, as a part of the side. */
  private static final float MARGIN = .2f;

  private final IntegralImages image;
  private final float gradientNorm;
  private final float meanLuminance;
  private final float meanRedGreen;
  private final float meanBlueYellow;

  // Neighbours in a scan have the same size; two logarithms per window would cost as much as all
  // look-ups.
  private int lastWidth;
  private int lastHeight;
  private float logSize;
  private float logAspect;

  /** Prepares the features of one image; valid until {@code image} is loaded anew. */
  public WindowFeatures(IntegralImages image) {
    this.image = image;
    // 2 grey levels more than measured: noise in an empty image must not look like outlines.
    gradientNorm = 1 / (image.mean(GRADIENT_X) + image.mean(GRADIENT_Y) + 2);
    meanLuminance = image.mean(LUMINANCE);
    meanRedGreen = image.mean(RED_GREEN);
    meanBlueYellow = image.mean(BLUE_YELLOW);
  }

  /**
   * Describes one window.
   *
   * @param left edges in working pixels; rounded to whole pixels, at least one pixel is taken
   * @param features where feature {@code k} is put at {@code [k][index]}
   */
  public void describe(
      float left, float top, float right, float bottom, float[][] features, int index) {
    int x1 = Math.max(0, Math.min(image.width() - 1, Math.round(left)));
    int y1 = Math.max(0, Math.min(image.height() - 1, Math.round(top)));
    int x2 = Math.max(x1 + 1, Math.min(image.width(), Math.round(right)));
    int y2 = Math.max(y1 + 1, Math.min(image.height(), Math.round(bottom)));
    int k = sides(x1, y1, x2, y2, features, index);
    k = contents(x1, y1, x2, y2, features, index, k);
    place(x1, y1, x2, y2, features, index, k);
  }

  /** Gradient across each of the four sides, and the weakest of them. */
  private int sides(int x1, int y1, int x2, int y2, float[][] features, int index) {
    float left = verticalSide(x1, y1, y2, x2 - x1);
    float right = verticalSide(x2, y1, y2, x2 - x1);
    float top = horizontalSide(y1, x1, x2, y2 - y1);
    float bottom = horizontalSide(y2, x1, x2, y2 - y1);
    features[0][index] = left;
    features[1][index] = right;
    features[2][index] = top;
    features[3][index] = bottom;
    features[4][index] = Math.min(Math.min(left, right), Math.min(top, bottom));
    return 5;
  }

  private float verticalSide(int x, int y1, int y2, int width) {
    int reach = Math.max(1, Math.round(width * STRIP));
    int from = Math.max(0, x - reach);
    int to = Math.min(image.width(), x + reach);
    return image.sum(GRADIENT_X, from, y1, to, y2) * gradientNorm / ((to - from) * (y2 - y1));
  }

  private float horizontalSide(int y, int x1, int x2, int height) {
    int reach = Math.max(1, Math.round(height * STRIP));
    int from = Math.max(0, y - reach);
    int to = Math.min(image.height(), y + reach);
    return image.sum(GRADIENT_Y, x1, from, x2, to) * gradientNorm / ((to - from) * (x2 - x1));
  }

  /** Texture and colour of the window, of its core, and of the frame around it. */
  private int contents(int x1, int y1, int x2, int y2, float[][] features, int index, int first) {
    int marginX = Math.round((x2 - x1) * MARGIN);
    int marginY = Math.round((y2 - y1) * MARGIN);
    float area = (x2 - x1) * (y2 - y1);
    float coreArea = Math.max(1, (x2 - x1 - 2 * marginX) * (y2 - y1 - 2 * marginY));
    int outerX1 = Math.max(0, x1 - marginX - 1);
    int outerY1 = Math.max(0, y1 - marginY - 1);
    int outerX2 = Math.min(image.width(), x2 + marginX + 1);
    int outerY2 = Math.min(image.height(), y2 + marginY + 1);
    float aroundArea = Math.max(1, (outerX2 - outerX1) * (outerY2 - outerY1) - area);

    int a = image.corner(x1, y1);
    int b = image.corner(x2, y1);
    int c = image.corner(x1, y2);
    int d = image.corner(x2, y2);
    int coreA = image.corner(x1 + marginX, y1 + marginY);
    int coreB = image.corner(x2 - marginX, y1 + marginY);
    int coreC = image.corner(x1 + marginX, y2 - marginY);
    int coreD = image.corner(x2 - marginX, y2 - marginY);
    int outerA = image.corner(outerX1, outerY1);
    int outerB = image.corner(outerX2, outerY1);
    int outerC = image.corner(outerX1, outerY2);
    int outerD = image.corner(outerX2, outerY2);

    float texture = image.between(a, b, c, d, GRADIENT_X) + image.between(a, b, c, d, GRADIENT_Y);
    float core =
        image.between(coreA, coreB, coreC, coreD, GRADIENT_X)
            + image.between(coreA, coreB, coreC, coreD, GRADIENT_Y);
    float outer =
        image.between(outerA, outerB, outerC, outerD, GRADIENT_X)
            + image.between(outerA, outerB, outerC, outerD, GRADIENT_Y);
    int k = first;
    features[k++][index] = texture * gradientNorm / area;
    features[k++][index] = core * gradientNorm / coreArea;
    features[k++][index] = (outer - texture) * gradientNorm / aroundArea;
    for (int channel = LUMINANCE; channel <= BLUE_YELLOW; channel++) {
      float inside = image.between(a, b, c, d, channel);
      float around = (image.between(outerA, outerB, outerC, outerD, channel) - inside) / aroundArea;
      float coreMean = image.between(coreA, coreB, coreC, coreD, channel) / coreArea;
      inside /= area;
      float scale = channel == LUMINANCE ? 1 / 32f : 1 / 16f;
      features[k++][index] = (inside - around) * scale;
      features[k++][index] = (coreMean - inside) * scale;
      features[k++][index] = (inside - imageMean(channel)) * scale;
    }
    return k;
  }

  private float imageMean(int channel) {
    return switch (channel) {
      case LUMINANCE -> meanLuminance;
      case RED_GREEN -> meanRedGreen;
      default -> meanBlueYellow;
    };
  }

  /** Size, aspect ratio, distance from the middle, and sides on the image's border. */
  private void place(int x1, int y1, int x2, int y2, float[][] features, int index, int first) {
    float width = image.width();
    float height = image.height();
    if (x2 - x1 != lastWidth || y2 - y1 != lastHeight) {
      lastWidth = x2 - x1;
      lastHeight = y2 - y1;
      logSize = (float) Math.log(lastWidth * lastHeight / (width * height)) * .5f + 1.5f;
      logAspect = (float) Math.log(lastWidth / (float) lastHeight);
    }
    int k = first;
    features[k++][index] = logSize;
    features[k++][index] = logAspect;
    features[k++][index] = Math.abs((x1 + x2) / width - 1);
    features[k++][index] = (y1 + y2) / height - 1;
    features[k][index] =
        (x1 == 0 || x2 == image.width() ? 1 : 0) + (y1 == 0 || y2 == image.height() ? 1 : 0);
  }
}
