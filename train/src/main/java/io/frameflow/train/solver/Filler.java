package io.frameflow.train.solver;

/** How weights without pretrained values start; biases start at zero always. */
public enum Filler {
  /** As each layer asks for: He et al. 2015 before a ReLU, deviations .01 and .001 in the heads. */
  HE,
  /** Caffe's xavier (Glorot and Bengio 2010): uniform, variance 1 over the inputs of one output. */
  XAVIER,
  /** Normal with deviation .01, as Caffe's networks of the paper's time. */
  GAUSSIAN
}
