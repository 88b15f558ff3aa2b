package io.frameflow.train.cli;

import io.frameflow.train.solver.Filler;
import io.frameflow.train.solver.LayerRates;
import io.frameflow.train.solver.SolverOptions;
import java.util.Map;
import picocli.CommandLine.Option;

/** Flags about single layers: how fast they learn and what they start from. */
final class LayerFlags {

  @Option(
      names = "--bias-rate",
      paramLabel = "X",
      description = "Learning rate of biases as a multiple, 2 in the paper (default: 1).")
  private Float biasRate;

  @Option(
      names = "--layer-rate",
      split = ",",
      paramLabel = "PREFIX=X",
      description =
          "Learning rates of layers as multiples, by the start of their names: fc6=.5,fire9=2.")
  private Map<String, Float> layerRates;

  @Option(
      names = "--filler",
      paramLabel = "F",
      description =
          "What layers without pretrained weights start from: he, xavier or gaussian (default:"
              + " he).")
  private String filler;

  /** The options with what was given. */
  SolverOptions apply(SolverOptions base) {
    LayerRates rates =
        new LayerRates(
            biasRate == null ? base.rates().biases() : biasRate,
            layerRates == null ? base.rates().byPrefix() : layerRates);
    return base.with(
        rates, filler == null ? base.filler() : Words.parse(Filler.class, "--filler", filler));
  }
}
