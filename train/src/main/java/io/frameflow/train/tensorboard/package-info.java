/** Event files that TensorBoard reads: TFRecord framing around {@code Event} messages. */
package io.frameflow.train.tensorboard;
