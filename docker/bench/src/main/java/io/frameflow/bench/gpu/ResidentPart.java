package io.frameflow.bench.gpu;

import com.google.protobuf.ByteString;
import io.frameflow.bench.network.NetworkPart;
import io.frameflow.bench.network.NetworkTensors;
import io.frameflow.train.network.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A part of the network in TensorFlow with its input on the device, and of its outputs only the
 * largest number back: what is timed is the part, not the way between memories.
 */
final class ResidentPart implements AutoCloseable {

  private final Graph graph = new Graph();
  private final Session session;
  private final NetworkPart part;
  private final List<Operand<TFloat32>> largest = new ArrayList<>();

  /**
   * Puts the input in place.
   *
   * @param part with one input
   */
  ResidentPart(MetaGraphDef meta, NetworkPart part, Sample input, ConfigProto settings) {
    this.part = part;
    String name = NetworkTensors.nodeName(part.inputs().get(0));
    graph.importGraphDef(withVariable(meta.getGraphDef(), name, input.sides()));
    Ops tf = Ops.create(graph);
    for (String output : part.outputs()) {
      Operand<TFloat32> flat = tf.reshape(output(output), tf.constant(new int[] {-1}));
      largest.add(tf.max(flat, tf.constant(0)));
    }
    Placeholder<TFloat32> drawn = tf.placeholder(TFloat32.class);
    Operand<TFloat32> repeated = tf.tile(drawn, tf.constant(ints(input.repeats())));
    Operand<TInt32> begin = tf.constant(new int[input.sides().length]);
    Operand<TFloat32> whole = tf.slice(repeated, begin, tf.constant(ints(input.sides())));
    Op assign = tf.assign(output(name), whole);
    session = new Session(graph, settings);
    try (TFloat32 values = Tensors.of(input.values(), input.drawnSides())) {
      session.runner().feed(drawn, values).addTarget(assign).run().close();
    }
  }

  /** The graph with a variable in the place of a node, whatever that was computed from. */
  static GraphDef withVariable(GraphDef graph, String name, long[] sides) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long side : sides) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(side));
    }
    NodeDef variable =
        NodeDef.newBuilder()
            .setName(name)
            .setOp("VariableV2")
            .putAttr("dtype", AttrValue.newBuilder().setType(DataType.DT_FLOAT).build())
            .putAttr("shape", AttrValue.newBuilder().setShape(shape).build())
            .putAttr("container", text(""))
            .putAttr("shared_name", text(""))
            .build();
    GraphDef.Builder changed = graph.toBuilder().clearNode();
    graph
        .getNodeList()
        .forEach(node -> changed.addNode(node.getName().equals(name) ? variable : node));
    return changed.build();
  }

  private static AttrValue text(String value) {
    return AttrValue.newBuilder().setS(ByteString.copyFromUtf8(value)).build();
  }

  private Output<TFloat32> output(String tensor) {
    String name = NetworkTensors.tensorName(tensor);
    int index = Integer.parseInt(name.substring(name.indexOf(':') + 1));
    return graph.operation(NetworkTensors.nodeName(tensor)).output(index);
  }

  private static int[] ints(long[] values) {
    int[] ints = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      ints[i] = Math.toIntExact(values[i]);
    }
    return ints;
  }

  /** Computes all outputs once; returns when the device is done. */
  void run() {
    Session.Runner runner = session.runner();
    largest.forEach(runner::fetch);
    runner.run().close();
  }

  /** The outputs' numbers, as TensorFlow lays them out. */
  List<float[]> outputs() {
    Session.Runner runner = session.runner();
    part.outputs().forEach(runner::fetch);
    List<float[]> values = new ArrayList<>();
    try (Result result = runner.run()) {
      for (int i = 0; i < part.outputs().size(); i++) {
        values.add(Tensors.floats(result.get(i)));
      }
    }
    return values;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
