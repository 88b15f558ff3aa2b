package io.frameflow.bench.onnx;

import java.util.List;

/**
 * A part of a network as ONNX. Inputs and outputs have the names of TensorFlow's tensors.
 *
 * @param model the file's bytes
 * @param channelsFirst inputs and outputs that are maps with their channels first
 */
@SuppressWarnings("ArrayRecordComponent") // loaded once, never compared
public record OnnxNetwork(byte[] model, List<String> channelsFirst) {}
