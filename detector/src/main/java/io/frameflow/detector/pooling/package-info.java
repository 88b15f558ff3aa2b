/**
 * RoI max pooling in Java, for processors: the loops of {@link
 * io.frameflow.detector.pooling.RoiMaxPooling} run over whole rows of channels, where the same from
 * TensorFlow's operations moves every value through memory a dozen times.
 */
package io.frameflow.detector.pooling;
