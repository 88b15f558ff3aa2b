package io.frameflow.train.compression;

/**
 * One compressed layer.
 *
 * @param layer name
 * @param inputs of the layer
 * @param outputs of the layer
 * @param rank singular values that are left
 * @param energy part of the squared singular values that is left
 * @param seconds that the decomposition took
 */
public record LayerCut(
    String layer, int inputs, int outputs, int rank, double energy, double seconds) {

  /** Numbers in the layer's matrices after, over those before: t (in + out) / (in out). */
  public double parameterShare() {
    return rank * ((double) inputs + outputs) / ((double) inputs * outputs);
  }
}
