package io.frameflow.bench.peers;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.network.Deviation;
import io.frameflow.bench.network.NetworkPart;
import io.frameflow.bench.network.NetworkTensors;
import io.frameflow.bench.network.PartData;
import io.frameflow.bench.onnx.Layout;
import io.frameflow.bench.scene.Scene;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A part of the network in libtorch. */
final class TorchPeer {

  static final String NAME = "libtorch";

  private final FloatPart part;
  private final TorchNetwork network;
  private final List<Tensor> inputs = new ArrayList<>();

  private TorchPeer(FloatPart part, TorchNetwork network, ScalarType format) {
    this.part = part;
    this.network = network;
    for (int i = 0; i < part.inputs().size(); i++) {
      Tensor input = Tensor.create(part.inputs().get(i), part.sides().get(i)).to(format);
      boolean map = part.sides().get(i).length == 4;
      inputs.add(map ? input.contiguous(torch.MemoryFormat.ChannelsLast) : input);
    }
  }

  /**
   * Opens it for all pictures.
   *
   * @throws IllegalArgumentException if its results are further off than the tolerance
   */
  static Contender contender(
      NetworkPart part,
      Scene scene,
      PartData data,
      IntToLongFunction multiplyAdds,
      ScalarType format,
      String precision,
      double tolerance) {
    torch.set_num_threads(scene.threads());
    FloatPart floats = FloatPart.of(part, scene);
    TorchPeer peer = new TorchPeer(floats, new TorchNetwork(scene.graph(), format), format);
    Deviation off = peer.deviation(data).atMost(tolerance);
    Contender.Task task = peer::runOnce;
    return new Contender(
        NAME,
        precision,
        Contender.Role.PEER,
        task.timed(),
        multiplyAdds,
        off.text() + (floats.sides().get(0).length == 4 ? ", mean subtracted before" : ""));
  }

  @SuppressWarnings("try") // its end frees what was made meanwhile
  private void runOnce(int picture) {
    try (PointerScope scope = new PointerScope()) {
      run(picture);
    }
  }

  private List<Tensor> run(int picture) {
    Map<String, Tensor> known = new HashMap<>();
    known.put(NetworkTensors.nodeName(part.part().inputs().get(0)), inputs.get(picture));
    return part.part().outputs().stream().map(output -> network.run(output, known)).toList();
  }

  private Deviation deviation(PartData data) {
    Deviation worst = new Deviation(0);
    for (int i = 0; i < inputs.size(); i++) {
      List<Tensor> results = run(i);
      for (int j = 0; j < results.size(); j++) {
        Tensor exact = results.get(j).to(ScalarType.Float).contiguous();
        float[] values = new float[Math.toIntExact(exact.numel())];
        exact.data_ptr_float().get(values);
        float[] ours = data.floats(i, part.part().outputs().get(j));
        worst =
            worst.or(
                Deviation.between(
                    ours,
                    exact.dim() == 4
                        ? Layout.channelsLast(
                            values, exact.size(0), exact.size(1), exact.size(2), exact.size(3))
                        : values));
      }
    }
    return worst;
  }
}
