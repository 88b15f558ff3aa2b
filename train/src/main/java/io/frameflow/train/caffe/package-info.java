/**
 * Weights of Caffe: the binary file {@code .caffemodel}, a protocol buffer of type {@code
 * NetParameter}, read without Caffe and without its schema's generated classes.
 */
package io.frameflow.train.caffe;
