package io.frameflow.bench.gpu;

import io.frameflow.detector.Precision;
import io.frameflow.train.solver.SessionSettings;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RewriterConfig;

/**
 * How TensorFlow runs graphs here.
 *
 * @param threads of one operation on the processor
 */
record Settings(int threads) {

  /** As a detector is served on a GPU. */
  ConfigProto fp32() {
    return new SessionSettings(threads, Precision.FP32).toProto();
  }

  /** The same graph, whose products TensorFlow turns into those of 16-bit floating point. */
  ConfigProto fp16() {
    ConfigProto.Builder config = fp32().toBuilder();
    config
        .getGraphOptionsBuilder()
        .getRewriteOptionsBuilder()
        .setAutoMixedPrecision(RewriterConfig.Toggle.ON);
    return config.build();
  }
}
