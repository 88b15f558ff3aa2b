package io.frameflow.detector.proposals.segmentation;

import io.frameflow.detector.images.Image;

/**
 * The colour spaces that selective search diversifies over (Uijlings et al., table 1): each is
 * blind to some changes of light, and each misses other objects. Every channel is scaled to 0..255.
 */
public enum ColourSpace {
  /** Hue, saturation, value. */
  HSV(3) {
    @Override
    void convert(int red, int green, int blue, float[] out) {
      int value = Math.max(red, Math.max(green, blue));
      int range = value - Math.min(red, Math.min(green, blue));
      out[0] = hue(red, green, blue, value, range);
      out[1] = value == 0 ? 0 : 255f * range / value;
      out[2] = value;
    }
  },

  /** CIE L*a*b* of sRGB under D65. */
  LAB(3) {
    @Override
    void convert(int red, int green, int blue, float[] out) {
      float r = LINEAR[red];
      float g = LINEAR[green];
      float b = LINEAR[blue];
      float x = root((.4124564f * r + .3575761f * g + .1804375f * b) / .95047f);
      float y = root(.2126729f * r + .7151522f * g + .0721750f * b);
      float z = root((.0193339f * r + .1191920f * g + .9503041f * b) / 1.08883f);
      out[0] = (116 * y - 16) * 2.55f;
      out[1] = 500 * (x - y) + 128;
      out[2] = 200 * (y - z) + 128;
    }
  },

  /** Red and green as parts of the sum of the three, and intensity. */
  RG_I(3) {
    @Override
    void convert(int red, int green, int blue, float[] out) {
      int sum = red + green + blue;
      out[0] = sum == 0 ? 85 : 255f * red / sum;
      out[1] = sum == 0 ? 85 : 255f * green / sum;
      out[2] = sum / 3f;
    }
  },

  /** Hue alone. */
  HUE(1) {
    @Override
    void convert(int red, int green, int blue, float[] out) {
      int value = Math.max(red, Math.max(green, blue));
      int range = value - Math.min(red, Math.min(green, blue));
      out[0] = hue(red, green, blue, value, range);
    }
  },

  /** Grey. */
  INTENSITY(1) {
    @Override
    void convert(int red, int green, int blue, float[] out) {
      out[0] = .299f * red + .587f * green + .114f * blue;
    }
  };

  private static final int ROOT_STEPS = 4096;
  private static final float[] LINEAR = new float[256];
  private static final float[] ROOTS = new float[ROOT_STEPS + 1];

  static {
    for (int i = 0; i < LINEAR.length; i++) {
      double value = i / 255.0;
      LINEAR[i] = (float) (value > .04045 ? Math.pow((value + .055) / 1.055, 2.4) : value / 12.92);
    }
    for (int i = 0; i < ROOTS.length; i++) {
      double value = i / (double) ROOT_STEPS;
      ROOTS[i] = (float) (value > .008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116.0);
    }
  }

  private final int channels;

  ColourSpace(int channels) {
    this.channels = channels;
  }

  /** Writes the channels of one pixel, given red, green and blue of 0..255. */
  abstract void convert(int red, int green, int blue, float[] out);

  Planes of(Image image) {
    int pixels = image.width() * image.height();
    float[][] planes = new float[channels][pixels];
    float[] pixel = new float[channels];
    byte[] rgb = image.rgb();
    for (int i = 0; i < pixels; i++) {
      convert(rgb[3 * i] & 0xff, rgb[3 * i + 1] & 0xff, rgb[3 * i + 2] & 0xff, pixel);
      for (int c = 0; c < channels; c++) {
        planes[c][i] = Math.max(0, Math.min(255, pixel[c]));
      }
    }
    return new Planes(image.width(), image.height(), planes);
  }

  private static float hue(int red, int green, int blue, int value, int range) {
    if (range == 0) {
      return 0;
    }
    float sixth;
    if (value == red) {
      sixth = (green - blue) / (float) range;
    } else if (value == green) {
      sixth = 2 + (blue - red) / (float) range;
    } else {
      sixth = 4 + (red - green) / (float) range;
    }
    return (sixth < 0 ? sixth + 6 : sixth) * 42.5f;
  }

  private static float root(float value) {
    return ROOTS[Math.min(ROOT_STEPS, (int) (value * ROOT_STEPS + .5f))];
  }
}
