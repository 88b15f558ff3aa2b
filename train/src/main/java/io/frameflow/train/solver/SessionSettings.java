package io.frameflow.train.solver;

import io.frameflow.detector.Precision;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * How TensorFlow runs a graph.
 *
 * @param threads of one operation; operations run one after another, so that the same threads give
 *     the same sums
 * @param precision number format of matrix products
 */
public record SessionSettings(int threads, Precision precision) {

  /**
   * @throws IllegalArgumentException if there is no thread
   */
  public SessionSettings {
    Settings.require(threads >= 1, "threads are " + threads + "; at least 1 is needed");
  }

  /** For TensorFlow. */
  public ConfigProto toProto() {
    RewriterConfig.Builder rewriter = RewriterConfig.newBuilder();
    if (precision.resolve() == Precision.BF16) {
      rewriter.setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON);
    }
    return ConfigProto.newBuilder()
        .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriter))
        .setIntraOpParallelismThreads(threads)
        .setInterOpParallelismThreads(1)
        .build();
  }
}
