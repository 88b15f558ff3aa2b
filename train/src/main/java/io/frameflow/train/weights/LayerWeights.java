package io.frameflow.train.weights;

import io.frameflow.train.network.WeightArray;
import java.io.IOException;
import java.util.Arrays;

/**
 * One weight of a network: what it must look like in a file, and how it is turned round on reading.
 *
 * @param name such as {@code conv1.weight}
 * @param shape in the network
 * @param turnsChannels whether the inputs are colours, and blue, green, red in the file
 * @param cells for a matrix after RoI pooling the bins of an RoI, else 1
 */
@SuppressWarnings("ArrayRecordComponent") // made for one reading, never compared
record LayerWeights(String name, long[] shape, boolean turnsChannels, int cells) {

  private static final int CONVOLUTION = 4;
  private static final int MATRIX = 2;

  /** The layer that the weight belongs to. */
  String layer() {
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** Which of the layer's arrays this is: weight or bias. */
  String kind() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The shape in a file. */
  long[] fileShape() {
    return switch (shape.length) {
      case CONVOLUTION -> new long[] {shape[3], shape[2], shape[0], shape[1]};
      case MATRIX -> new long[] {shape[1], shape[0]};
      default -> shape;
    };
  }

  /** Whether a file's shape is the right one; old files of Caffe put ones in front. */
  boolean fits(long... found) {
    return Arrays.equals(padded(found), padded(fileShape()));
  }

  private static long[] padded(long... shape) {
    if (shape.length >= CONVOLUTION) {
      return shape;
    }
    long[] padded = new long[CONVOLUTION];
    Arrays.fill(padded, 1);
    System.arraycopy(shape, 0, padded, CONVOLUTION - shape.length, shape.length);
    return padded;
  }

  /** Reads the values to their places: there is one array, the network's. */
  WeightArray read(WeightsFile file) throws IOException {
    float[] values = new float[WeightArray.size(shape)];
    file.read(name, new Placement(values));
    return new WeightArray(shape, values);
  }

  /** Writes {@code [out, channels, cells]} as {@code [cells, channels, out]}. */
  private final class Placement implements WeightsFile.Sink {

    private final float[] values;
    private final int outputs;
    private final int channels;
    private final int inner;
    private int output;
    private int channel;
    private int cell;

    Placement(float[] values) {
      this.values = values;
      outputs = (int) shape[shape.length - 1];
      inner = shape.length == CONVOLUTION ? (int) (shape[0] * shape[1]) : cells;
      channels = outputs == 0 ? 0 : values.length / outputs / inner;
    }

    @Override
    public void accept(float value) {
      int target = turnsChannels ? channels - 1 - channel : channel;
      values[(cell * channels + target) * outputs + output] = value;
      if (++cell == inner) {
        cell = 0;
        if (++channel == channels) {
          channel = 0;
          output++;
        }
      }
    }
  }
}
