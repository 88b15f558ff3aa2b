package io.frameflow.detector.proposals.windows;

import io.frameflow.detector.proposals.windows.IntegralImages.Channel;

/**
 * The averages of an image that its windows are measured against.
 *
 * @param gradientNorm one over the mean gradient
 */
record ImageMeans(float gradientNorm, float luminance, float redGreen, float blueYellow) {

  static ImageMeans of(IntegralImages image) {
    return new ImageMeans(
        // 2 grey levels more than measured: noise in an empty image must not look like outlines.
        1 / (image.mean(Channel.GRADIENT_X) + image.mean(Channel.GRADIENT_Y) + 2),
        image.mean(Channel.LUMINANCE),
        image.mean(Channel.RED_GREEN),
        image.mean(Channel.BLUE_YELLOW));
  }
}
