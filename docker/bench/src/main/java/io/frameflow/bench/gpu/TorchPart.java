package io.frameflow.bench.gpu;

import io.frameflow.bench.network.Deviation;
import io.frameflow.bench.network.NetworkPart;
import io.frameflow.bench.network.NetworkTensors;
import io.frameflow.bench.onnx.Layout;
import io.frameflow.bench.peers.TorchNetwork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.tensorflow.proto.MetaGraphDef;

/** The same part in libtorch, with its input on the device. */
final class TorchPart implements AutoCloseable {

  private final NetworkPart part;
  private final TorchNetwork network;
  private final Tensor input;

  TorchPart(MetaGraphDef meta, NetworkPart part, Sample sample, ScalarType format, Device device) {
    this.part = part;
    // As TensorFlow does: factors of fp32 products are rounded to TF32 where the card has that.
    torch.globalContext().setAllowTF32CuBLAS(true);
    torch.globalContext().setAllowTF32CuDNN(true);
    network = new TorchNetwork(meta, format, device);
    input = input(sample, format, device);
  }

  @SuppressWarnings("try") // its end frees all but the result
  private static Tensor input(Sample sample, ScalarType format, Device device) {
    long[] sides = sample.drawnSides();
    boolean map = sides.length == 4;
    try (PointerScope making = new PointerScope()) {
      Tensor drawn =
          map
              ? Tensor.create(
                  Layout.channelsFirst(sample.values(), sides), Layout.channelsFirstSides(sides))
              : Tensor.create(sample.values(), sides);
      Tensor whole =
          drawn.to(device, format).repeat(sample.repeats()).narrow(0, 0, sample.sides()[0]);
      Tensor kept = map ? whole.contiguous(torch.MemoryFormat.ChannelsLast) : whole.contiguous();
      kept.retainReference();
      return kept;
    }
  }

  /**
   * The processor, or the first GPU.
   *
   * @throws IllegalArgumentException if libtorch has no CUDA, or sees no GPU
   */
  static Device device(boolean gpu) {
    if (!gpu) {
      return new Device(torch.DeviceType.CPU);
    }
    if (!torch.hasCUDA()) {
      throw new IllegalArgumentException(
          "libtorch finds no GPU: its CUDA build needs CUDA 13 and cudnn 9 on LD_LIBRARY_PATH");
    }
    return new Device(torch.DeviceType.CUDA, (byte) 0);
  }

  /** Computes all outputs once; returns when the device is done. */
  @SuppressWarnings("try") // its end frees what was made meanwhile
  void run() {
    try (PointerScope call = new PointerScope()) {
      for (Tensor output : compute()) {
        output.max().to(ScalarType.Float).item_float();
      }
    }
  }

  /** How far the outputs are from others, as TensorFlow lays them out. */
  @SuppressWarnings("try")
  Deviation deviation(List<float[]> others) {
    try (PointerScope call = new PointerScope()) {
      Deviation worst = new Deviation(0);
      List<Tensor> outputs = compute();
      for (int i = 0; i < outputs.size(); i++) {
        Tensor exact =
            outputs.get(i).to(new Device(torch.DeviceType.CPU), ScalarType.Float).contiguous();
        float[] values = new float[Math.toIntExact(exact.numel())];
        exact.data_ptr_float().get(values);
        float[] theirs =
            exact.dim() == 4
                ? Layout.channelsLast(
                    values, exact.size(0), exact.size(1), exact.size(2), exact.size(3))
                : values;
        worst = worst.or(Deviation.between(others.get(i), theirs));
      }
      return worst;
    }
  }

  private List<Tensor> compute() {
    Map<String, Tensor> known = new HashMap<>();
    known.put(NetworkTensors.nodeName(part.inputs().get(0)), input);
    return part.outputs().stream().map(output -> network.run(output, known)).toList();
  }

  @Override
  public void close() {
    input.releaseReference();
    network.close();
  }
}
