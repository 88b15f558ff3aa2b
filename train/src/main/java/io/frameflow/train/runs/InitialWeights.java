package io.frameflow.train.runs;

import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.NetworkShapes;
import io.frameflow.train.network.WeightArray;
import io.frameflow.train.solver.Checkpoint;
import io.frameflow.train.weights.NetworkWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** The values that a run starts from, checked when they are opened and read when needed. */
@FunctionalInterface
interface InitialWeights {

  /** By name, in the network's layout. */
  Map<String, WeightArray> read() throws IOException;

  /**
   * Opens a file of pretrained weights, or the checkpoint of another run of the same network, of
   * which all weights are taken: stage-wise training goes on from there.
   *
   * @throws IOException if the file cannot be read or is of another network; the message is one
   *     line with its name
   */
  static InitialWeights open(Path file, DetectorNetwork network) throws IOException {
    if (!Checkpoint.isOne(file)) {
      return NetworkWeights.initial(file, network)::read;
    }
    Map<String, WeightArray> weights = Checkpoint.load(file).weights();
    for (Map.Entry<String, long[]> wanted : NetworkShapes.of(network).entrySet()) {
      WeightArray found = weights.get(wanted.getKey());
      if (found == null || !Arrays.equals(found.shape(), wanted.getValue())) {
        throw new IOException(
            "%s is of another network than %s: %s is %s, but must be %s"
                .formatted(
                    file,
                    network.backbone().name(),
                    wanted.getKey(),
                    found == null ? "missing" : Arrays.toString(found.shape()),
                    Arrays.toString(wanted.getValue())));
      }
    }
    return () -> weights;
  }
}
