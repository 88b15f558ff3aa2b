package io.frameflow.train.compression;

/**
 * A fully connected layer in a frozen graph.
 *
 * @param name fc6, fc7, ..., from the RoIs to the heads
 * @param product name of the MatMul node that the bias is added to
 * @param input the tensor that the product is taken of, as a graph writes it
 * @param weights name of the constant with the matrix {@code [inputs, outputs]}; of the second of
 *     two matrices where the layer is compressed already
 * @param rank 0, or what is left of the matrix where the layer is compressed already
 */
public record FullyConnectedLayer(
    String name, String product, String input, String weights, int inputs, int outputs, int rank) {

  /** Whether its matrix has become two of low rank. */
  public boolean compressed() {
    return rank > 0;
  }

  /** The input as a session takes its name. */
  public String inputTensor() {
    return input.contains(":") ? input : input + ":0";
  }

  /** Numbers in the layer's matrices. */
  long parameters() {
    return compressed() ? (long) rank * (inputs + outputs) : (long) inputs * outputs;
  }

  FullyConnectedLayer named(String newName) {
    return new FullyConnectedLayer(newName, product, input, weights, inputs, outputs, rank);
  }
}
