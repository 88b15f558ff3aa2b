/** A frozen TensorFlow network written down as ONNX, so that peers run the same weights. */
package io.frameflow.bench.onnx;
