package io.frameflow.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.bench.network.NetworkPart;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.types.TFloat32;

class ResidentPartTest {

  private static final NetworkPart PART =
      new NetworkPart("part", "", List.of("middle:0"), List.of("result:0"));

  @BeforeAll
  static void tensorFlow() throws IOException {
    TensorFlowRuntime.load();
  }

  @Test
  void computesWhatComesBehindItsInput() {
    Sample sample = Sample.of(new long[] {100, 2});
    try (ResidentPart part = new ResidentPart(graph(), PART, sample, new Settings(1).fp32())) {
      part.run();
      float[] values = part.outputs().get(0);
      assertThat(values).hasSize(200);
      for (int i = 0; i < values.length; i++) {
        assertThat(values[i]).isEqualTo(3 * sample.values()[i % sample.values().length]);
      }
    }
  }

  /** input + 1 = middle; 3 * middle = result. */
  private static MetaGraphDef graph() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> input = tf.withName("input").placeholder(TFloat32.class);
      tf.withName("result")
          .math
          .mul(tf.withName("middle").math.add(input, tf.constant(1f)), tf.constant(3f));
      return MetaGraphDef.newBuilder().setGraphDef(graph.toGraphDef()).build();
    }
  }
}
