package io.frameflow.bench.peers;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.network.Deviation;
import io.frameflow.bench.network.NetworkPart;
import io.frameflow.bench.network.PartData;
import io.frameflow.bench.onnx.Layout;
import io.frameflow.bench.onnx.OnnxExport;
import io.frameflow.bench.onnx.OnnxNetwork;
import io.frameflow.bench.onnx.Quantization;
import io.frameflow.bench.scene.Scene;
import io.frameflow.bench.stages.Stage;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;

/** A part of the network in OpenCV's dnn module. */
final class OpenCvPeer implements AutoCloseable {

  static final String NAME = "OpenCV dnn";

  private final FloatPart part;
  private final OnnxNetwork network;
  private final Net net;
  private final StringVector outputs;
  private final List<Mat> inputs = new ArrayList<>();

  /** What the inputs lie in; a Mat does not keep it from being freed. */
  private final List<FloatPointer> memory = new ArrayList<>();

  private OpenCvPeer(FloatPart part, OnnxNetwork network) {
    this.part = part;
    this.network = network;
    net = opencv_dnn.readNetFromONNX(network.model());
    outputs = new StringVector(part.part().outputs().toArray(new String[0]));
    for (int i = 0; i < part.inputs().size(); i++) {
      int[] sides = new int[part.sides().get(i).length];
      for (int j = 0; j < sides.length; j++) {
        sides[j] = Math.toIntExact(part.sides().get(i)[j]);
      }
      memory.add(new FloatPointer(part.inputs().get(i)));
      inputs.add(new Mat(sides, opencv_core.CV_32F, memory.get(i)));
    }
  }

  /**
   * Opens it for all pictures.
   *
   * @throws IllegalArgumentException if its results are further off than the tolerance
   */
  static Contender contender(
      Stage stage,
      NetworkPart part,
      Scene scene,
      PartData data,
      IntToLongFunction multiplyAdds,
      double tolerance) {
    opencv_core.setNumThreads(scene.threads());
    FloatPart floats = FloatPart.of(part, scene);
    long[] sides = floats.sides().get(0);
    long[] asTensorFlow =
        sides.length == 4 ? new long[] {sides[0], sides[2], sides[3], sides[1]} : sides;
    OnnxNetwork network =
        OnnxExport.of(
            scene.graph(),
            floats.part(),
            Map.of(floats.part().inputs().get(0), asTensorFlow),
            Quantization.NONE);
    OpenCvPeer peer = stage.hold(new OpenCvPeer(floats, network));
    Deviation off = peer.deviation(data).atMost(tolerance);
    Contender.Task task = item -> peer.run(item).close();
    return new Contender(
        NAME,
        "fp32",
        Contender.Role.PEER,
        task.timed(),
        multiplyAdds,
        off.text() + (sides.length == 4 ? ", mean subtracted before" : ""));
  }

  private MatVector run(int picture) {
    MatVector results = new MatVector();
    net.setInput(inputs.get(picture));
    net.forward(results, outputs);
    return results;
  }

  private Deviation deviation(PartData data) {
    Deviation worst = new Deviation(0);
    for (int i = 0; i < inputs.size(); i++) {
      try (MatVector results = run(i)) {
        for (int j = 0; j < part.part().outputs().size(); j++) {
          String output = part.part().outputs().get(j);
          Mat result = results.get(j);
          FloatBuffer buffer = result.createBuffer();
          float[] values = new float[buffer.remaining()];
          buffer.get(values);
          boolean turned = network.channelsFirst().contains(output);
          worst =
              worst.or(
                  Deviation.between(
                      data.floats(i, output),
                      turned
                          ? Layout.channelsLast(
                              values,
                              result.size(0),
                              result.size(1),
                              result.size(2),
                              result.size(3))
                          : values));
        }
      }
    }
    return worst;
  }

  @Override
  public void close() {
    inputs.forEach(Mat::close);
    memory.forEach(FloatPointer::close);
    outputs.close();
    net.close();
  }
}
