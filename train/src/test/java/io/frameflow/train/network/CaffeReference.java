package io.frameflow.train.network;

import java.util.List;
import java.util.Map;

/**
 * Caffe's forward pass in plain loops, written from its definition of each layer: maps are {@code
 * [C, H, W]}, weights stay as Caffe stores them. The networks here are compared with it.
 */
public final class CaffeReference {

  /**
   * A feature map.
   *
   * @param values {@code [channels, height, width]}
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Map3(double[] values, int channels, int height, int width) {
    Map3(int channels, int height, int width) {
      this(new double[channels * height * width], channels, height, width);
    }

    double at(int c, int y, int x) {
      return values[(c * height + y) * width + x];
    }

    boolean has(int y, int x) {
      return y >= 0 && y < height && x >= 0 && x < width;
    }

    void set(int c, int y, int x, double value) {
      values[(c * height + y) * width + x] = value;
    }
  }

  private CaffeReference() {}

  /** Runs layers of Caffe one after another. */
  public static Map3 run(List<Layer> layers, Map<String, WeightArray> weights, Map3 image) {
    Map3 map = image;
    for (Layer layer : layers) {
      if (layer instanceof Layer.CaffeConvolution convolution) {
        map =
            convolution(
                convolution,
                weights.get(layer.name() + ".weight").values(),
                weights.get(layer.name() + ".bias").values(),
                map);
      } else if (layer instanceof Layer.CaffeMaxPooling pooling) {
        map = pooling(pooling, map);
      } else if (layer instanceof Layer.LocalResponseNormalization normalization) {
        map = normalization(normalization, map);
      } else {
        throw new IllegalArgumentException("no layer of Caffe: " + layer);
      }
    }
    return map;
  }

  private static Map3 convolution(
      Layer.CaffeConvolution layer, float[] weight, float[] bias, Map3 in) {
    int k = layer.kernel();
    int inputs = in.channels() / layer.groups();
    int outputs = layer.channels() / layer.groups();
    Map3 out =
        new Map3(
            layer.channels(),
            (int) Math.floor((in.height() + 2.0 * layer.pad() - k) / layer.stride()) + 1,
            (int) Math.floor((in.width() + 2.0 * layer.pad() - k) / layer.stride()) + 1);
    for (int o = 0; o < layer.channels(); o++) {
      for (int y = 0; y < out.height(); y++) {
        for (int x = 0; x < out.width(); x++) {
          double sum = bias[o];
          for (int i = 0; i < inputs; i++) {
            for (int p = 0; p < k * k; p++) {
              int iy = y * layer.stride() - layer.pad() + p / k;
              int ix = x * layer.stride() - layer.pad() + p % k;
              if (in.has(iy, ix)) {
                sum +=
                    weight[(o * inputs + i) * k * k + p] * in.at(o / outputs * inputs + i, iy, ix);
              }
            }
          }
          out.set(o, y, x, Math.max(sum, 0));
        }
      }
    }
    return out;
  }

  private static Map3 pooling(Layer.CaffeMaxPooling layer, Map3 in) {
    Map3 out = new Map3(in.channels(), pooled(layer, in.height()), pooled(layer, in.width()));
    for (int c = 0; c < in.channels(); c++) {
      for (int y = 0; y < out.height(); y++) {
        for (int x = 0; x < out.width(); x++) {
          double best = Double.NEGATIVE_INFINITY;
          for (int p = 0; p < layer.kernel() * layer.kernel(); p++) {
            int iy = y * layer.stride() - layer.pad() + p / layer.kernel();
            int ix = x * layer.stride() - layer.pad() + p % layer.kernel();
            best = in.has(iy, ix) ? Math.max(best, in.at(c, iy, ix)) : best;
          }
          out.set(c, y, x, best);
        }
      }
    }
    return out;
  }

  private static int pooled(Layer.CaffeMaxPooling layer, int size) {
    int windows = (int) Math.ceil((size + 2.0 * layer.pad() - layer.kernel()) / layer.stride()) + 1;
    boolean lastOutside = layer.pad() > 0 && (windows - 1) * layer.stride() >= size + layer.pad();
    return lastOutside ? windows - 1 : windows;
  }

  private static Map3 normalization(Layer.LocalResponseNormalization layer, Map3 in) {
    Map3 out = new Map3(in.channels(), in.height(), in.width());
    int reach = (layer.size() - 1) / 2;
    for (int y = 0; y < in.height(); y++) {
      for (int x = 0; x < in.width(); x++) {
        for (int c = 0; c < in.channels(); c++) {
          double squares = 0;
          for (int i = Math.max(0, c - reach); i <= Math.min(in.channels() - 1, c + reach); i++) {
            squares += in.at(i, y, x) * in.at(i, y, x);
          }
          double scale = layer.bias() + layer.alpha() / (double) layer.size() * squares;
          out.set(c, y, x, in.at(c, y, x) * Math.pow(scale, -layer.beta()));
        }
      }
    }
    return out;
  }

  /**
   * Caffe's layer ROIPooling.
   *
   * @param box x1, y1, x2, y2 in pixels, x2 and y2 exclusive
   * @return {@code [C, bins, bins]}
   */
  public static double[] roiPooling(Map3 in, int bins, int stride, float... box) {
    long x1 = Math.round(box[0] / (double) stride);
    long y1 = Math.round(box[1] / (double) stride);
    long width = Math.max(Math.round((box[2] - 1.0) / stride) - x1 + 1, 1);
    long height = Math.max(Math.round((box[3] - 1.0) / stride) - y1 + 1, 1);
    double[] pooled = new double[in.channels() * bins * bins];
    for (int i = 0; i < pooled.length; i++) {
      long row = i / bins % bins;
      long column = i % bins;
      double best = Double.NEGATIVE_INFINITY;
      for (long y = y1 + row * height / bins; y < y1 + ceil((row + 1) * height, bins); y++) {
        for (long x = x1 + column * width / bins; x < x1 + ceil((column + 1) * width, bins); x++) {
          if (in.has((int) y, (int) x)) {
            best = Math.max(best, in.at(i / bins / bins, (int) y, (int) x));
          }
        }
      }
      pooled[i] = best == Double.NEGATIVE_INFINITY ? 0 : best;
    }
    return pooled;
  }

  private static long ceil(long a, long b) {
    return (a + b - 1) / b;
  }

  /** Caffe's layer InnerProduct, whose matrix is {@code [out, in]}. */
  public static double[] innerProduct(
      Map<String, WeightArray> weights, String layer, double[] input, boolean relu) {
    float[] weight = weights.get(layer + ".weight").values();
    float[] bias = weights.get(layer + ".bias").values();
    double[] output = new double[bias.length];
    for (int o = 0; o < output.length; o++) {
      output[o] = bias[o];
      for (int i = 0; i < input.length; i++) {
        output[o] += weight[o * input.length + i] * input[i];
      }
      output[o] = relu ? Math.max(output[o], 0) : output[o];
    }
    return output;
  }
}
