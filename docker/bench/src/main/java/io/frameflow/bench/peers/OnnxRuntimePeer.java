package io.frameflow.bench.peers;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.network.Deviation;
import io.frameflow.bench.network.NetworkPart;
import io.frameflow.bench.network.NetworkTensors;
import io.frameflow.bench.network.PartData;
import io.frameflow.bench.onnx.Layout;
import io.frameflow.bench.onnx.OnnxExport;
import io.frameflow.bench.onnx.OnnxNetwork;
import io.frameflow.bench.onnx.Quantization;
import io.frameflow.bench.scene.Scene;
import io.frameflow.bench.stages.Stage;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;

/** A part of the network in ONNX Runtime. */
final class OnnxRuntimePeer implements AutoCloseable {

  static final String NAME = "ONNX Runtime";

  private final NetworkPart part;
  private final OnnxNetwork network;
  private final OrtSession session;
  private final List<Map<String, OnnxTensor>> inputs = new ArrayList<>();

  private OnnxRuntimePeer(NetworkPart part, OnnxNetwork network, int threads) throws OrtException {
    this.part = part;
    this.network = network;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      session = OrtEnvironment.getEnvironment().createSession(network.model(), options);
    }
  }

  /**
   * Opens it for all pictures.
   *
   * @param tolerance how far its results may be off
   * @throws IllegalArgumentException if they are further off, or the network has no counterpart
   */
  static Contender contender(
      Stage stage,
      NetworkPart part,
      Scene scene,
      PartData data,
      IntToLongFunction multiplyAdds,
      Quantization quantization,
      String precision,
      double tolerance)
      throws OrtException {
    Map<String, long[]> sides = new HashMap<>();
    part.inputs().forEach(input -> sides.put(input, data.shape(0, input)));
    OnnxNetwork network = OnnxExport.of(scene.graph(), part, sides, quantization);
    OnnxRuntimePeer peer = stage.hold(new OnnxRuntimePeer(part, network, scene.threads()));
    String images = NetworkTensors.of(scene.graph()).images();
    for (int i = 0; i < data.size(); i++) {
      peer.prepare(scene, data, i, images);
    }
    Deviation off = peer.deviation(data).atMost(tolerance);
    Contender.Task task = item -> peer.session.run(peer.inputs.get(item)).close();
    return new Contender(
        NAME, precision, Contender.Role.PEER, task.timed(), multiplyAdds, off.text());
  }

  private void prepare(Scene scene, PartData data, int picture, String images) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> tensors = new HashMap<>();
    for (String input : part.inputs()) {
      long[] sides = data.shape(picture, input);
      if (input.equals(images)) {
        tensors.put(
            input,
            OnnxTensor.createTensor(
                environment, scene.picture(picture).canvas().pixels(), sides, OnnxJavaType.UINT8));
        continue;
      }
      float[] values = data.floats(picture, input);
      boolean turned = network.channelsFirst().contains(input);
      tensors.put(
          input,
          OnnxTensor.createTensor(
              environment,
              FloatBuffer.wrap(turned ? Layout.channelsFirst(values, sides) : values),
              turned ? Layout.channelsFirstSides(sides) : sides));
    }
    inputs.add(tensors);
  }

  private Deviation deviation(PartData data) throws OrtException {
    Deviation worst = new Deviation(0);
    for (int i = 0; i < data.size(); i++) {
      try (OrtSession.Result result = session.run(inputs.get(i))) {
        for (String output : part.outputs()) {
          OnnxTensor tensor = (OnnxTensor) result.get(output).orElseThrow();
          FloatBuffer buffer = tensor.getFloatBuffer();
          float[] values = new float[buffer.remaining()];
          buffer.get(values);
          long[] sides = tensor.getInfo().getShape();
          boolean turned = network.channelsFirst().contains(output);
          worst =
              worst.or(
                  Deviation.between(
                      data.floats(i, output),
                      turned ? Layout.channelsLast(values, sides) : values));
        }
      }
    }
    return worst;
  }

  @Override
  public void close() throws OrtException {
    inputs.forEach(tensors -> tensors.values().forEach(OnnxTensor::close));
    session.close();
  }
}
