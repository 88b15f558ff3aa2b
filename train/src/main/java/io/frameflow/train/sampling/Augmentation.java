package io.frameflow.train.sampling;

import java.util.List;
import java.util.random.RandomGenerator;

/** Draws the random changes of a training image. */
final class Augmentation {
  private static final float MID_GREY = 128;
  private static final float CHANNEL_SHARE = .4f;
  private static final float BRIGHTNESS_LEVELS = 100;

  private final AugmentationOptions options;

  Augmentation(AugmentationOptions options) {
    this.options = options;
  }

  /** Whether a batch is transposed: as a whole, for a mix would pad every image to a square. */
  boolean drawTranspose(RandomGenerator random) {
    return options.transposes() && random.nextBoolean();
  }

  /**
   * @param width of the image at network scale, before a transposition
   * @param height of the image at network scale, before a transposition
   */
  Placement drawPlacement(RandomGenerator random, int width, int height, boolean transpose) {
    int w = transpose ? height : width;
    int h = transpose ? width : height;
    boolean flipX = options.horizontalFlips() && random.nextBoolean();
    boolean flipY = options.verticalFlips() && random.nextBoolean();
    if (options.scaleJitter() == 0 && options.stretch() == 0) {
      return new Placement(w, h, transpose, flipX, flipY, 1, 0, 0);
    }
    float scale = (float) Math.exp(symmetric(random) * options.scaleJitter());
    float half =
        options.stretch() == 0 ? 1 : (float) Math.exp(symmetric(random) * options.stretch() / 2);
    float scaleX = scale * half;
    float scaleY = scale / half;
    float shiftX = w * (1 - scaleX) * random.nextFloat();
    float shiftY = h * (1 - scaleY) * random.nextFloat();
    return new Placement(w, h, transpose, flipX, flipY, scaleX, scaleY, shiftX, shiftY);
  }

  /** The short side of an image this time; {@code usual} where there is only one scale. */
  int drawShortSide(RandomGenerator random, int usual) {
    List<Integer> scales = options.scales();
    return scales.isEmpty() ? usual : scales.get(random.nextInt(scales.size()));
  }

  ColourChange drawColours(RandomGenerator random) {
    float strength = options.colourJitter();
    if (strength == 0) {
      return ColourChange.NONE;
    }
    float contrast = 1 + symmetric(random) * strength;
    float brightness = symmetric(random) * strength * BRIGHTNESS_LEVELS;
    float[] factors = new float[3];
    float[] offsets = new float[3];
    for (int c = 0; c < 3; c++) {
      factors[c] = contrast * (1 + symmetric(random) * strength * CHANNEL_SHARE);
      offsets[c] = MID_GREY * (1 - factors[c]) + brightness;
    }
    return new ColourChange(factors, offsets);
  }

  private static float symmetric(RandomGenerator random) {
    return random.nextFloat() * 2 - 1;
  }
}
