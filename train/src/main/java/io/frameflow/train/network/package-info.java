/**
 * The Fast R-CNN network as a TensorFlow graph: backbones described as data, RoI max pooling,
 * sibling heads, the multi-task loss and pretrained weights.
 *
 * <p>Shapes: images {@code [N, H, W, 3]} RGB 0..255; feature maps {@code [N, H/s, W/s, C]} for
 * stride {@code s}; RoIs {@code [R, 5]} = (image index, x1, y1, x2, y2) in continuous pixels of the
 * network's input, x2 and y2 exclusive; {@code K} classes, class 0 is background.
 */
package io.frameflow.train.network;
