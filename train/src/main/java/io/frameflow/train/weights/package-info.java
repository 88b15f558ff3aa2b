/**
 * Weights that a network starts from or is served with, out of files of other programs: safetensors
 * and Caffe's. Files hold convolutions as {@code [out, in / groups, height, width]} with blue,
 * green and red as inputs, and matrices as {@code [out, in]} whose inputs run channel by channel;
 * the network has {@code [height, width, in / groups, out]}, red, green and blue, and {@code [in,
 * out]} whose inputs run cell by cell.
 */
package io.frameflow.train.weights;
