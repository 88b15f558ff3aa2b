package io.frameflow.bench.network;

import io.frameflow.bench.scene.Scene;
import io.frameflow.detector.Precision;
import io.frameflow.train.network.Tensors;
import io.frameflow.train.solver.SessionSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Result;
import org.tensorflow.Tensor;

/**
 * What goes into a part of the network and what must come out of it, for every picture: by our own
 * network in 32-bit floating point.
 */
public final class PartData implements AutoCloseable {

  private final NetworkPart part;
  private final List<Map<String, Tensor>> tensors = new ArrayList<>();

  private PartData(NetworkPart part) {
    this.part = part;
  }

  /** Runs the whole network on every picture. */
  public static PartData of(NetworkPart part, Scene scene) {
    PartData data = new PartData(part);
    NetworkTensors network = NetworkTensors.of(scene.graph());
    Set<String> wanted = new LinkedHashSet<>(part.inputs());
    wanted.addAll(part.outputs());
    wanted.remove(network.images());
    wanted.remove(network.rois());
    List<String> fetched = List.copyOf(wanted);
    try (NetworkSession session =
        new NetworkSession(scene.graph(), new SessionSettings(scene.threads(), Precision.FP32))) {
      for (int i = 0; i < scene.pictures().size(); i++) {
        Map<String, Tensor> known = new HashMap<>();
        known.put(network.images(), NetworkSession.images(scene.picture(i)));
        known.put(network.rois(), NetworkSession.rois(scene.picture(i)));
        data.tensors.add(known);
        // The result is not closed: its tensors are kept until this is.
        Result result = session.run(Map.copyOf(known), fetched);
        for (int j = 0; j < fetched.size(); j++) {
          known.put(fetched.get(j), result.get(j));
        }
      }
    }
    return data;
  }

  /** Given tensors of a picture, by name. */
  public Map<String, Tensor> inputs(int picture) {
    Map<String, Tensor> inputs = new HashMap<>();
    part.inputs().forEach(name -> inputs.put(name, tensors.get(picture).get(name)));
    return inputs;
  }

  /** Shape of one of the tensors. */
  public long[] shape(int picture, String tensor) {
    return tensors.get(picture).get(tensor).shape().asArray();
  }

  /** The numbers of one of the tensors, as TensorFlow lays them out. */
  public float[] floats(int picture, String tensor) {
    return Tensors.floats(tensors.get(picture).get(tensor));
  }

  /** Pictures. */
  public int size() {
    return tensors.size();
  }

  @Override
  public void close() {
    tensors.forEach(known -> known.values().forEach(Tensor::close));
  }
}
