package io.frameflow.train.runs;

import io.frameflow.detector.models.ModelManifest;
import io.frameflow.train.network.Backbone;
import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.Tap;
import io.frameflow.train.sampling.AugmentationOptions;
import io.frameflow.train.sampling.SamplingOptions;
import io.frameflow.train.solver.SolverOptions;
import java.util.List;

/**
 * Everything that decides what a training makes of its data, but for the data and the pretrained
 * weights.
 *
 * @param taps where RoIs are pooled from
 * @param hiddenSizes widths of the fully connected layers
 * @param input how images are scaled for the network
 * @param proposals which regions are looked at
 * @param thresholds serving defaults that go into the model package
 */
public record Recipe(
    Backbone backbone,
    List<Tap> taps,
    List<Integer> hiddenSizes,
    ModelManifest.Input input,
    SamplingOptions sampling,
    AugmentationOptions augmentation,
    SolverOptions solver,
    ProposalPlan proposals,
    ModelManifest.Thresholds thresholds) {

  /** The network for a number of classes. */
  public DetectorNetwork network(int classes) {
    return new DetectorNetwork(backbone, taps, hiddenSizes, classes);
  }

  public Recipe withHeads(List<Tap> newTaps, List<Integer> newHiddenSizes) {
    return new Recipe(
        backbone,
        newTaps,
        newHiddenSizes,
        input,
        sampling,
        augmentation,
        solver,
        proposals,
        thresholds);
  }

  public Recipe withInput(ModelManifest.Input newInput) {
    return new Recipe(
        backbone,
        taps,
        hiddenSizes,
        newInput,
        sampling,
        augmentation,
        solver,
        proposals,
        thresholds);
  }

  public Recipe withSampling(SamplingOptions newSampling, AugmentationOptions newAugmentation) {
    return new Recipe(
        backbone,
        taps,
        hiddenSizes,
        input,
        newSampling,
        newAugmentation,
        solver,
        proposals,
        thresholds);
  }

  public Recipe withSolver(SolverOptions newSolver) {
    return new Recipe(
        backbone,
        taps,
        hiddenSizes,
        input,
        sampling,
        augmentation,
        newSolver,
        proposals,
        thresholds);
  }

  public Recipe withProposals(ProposalPlan newProposals, ModelManifest.Thresholds newThresholds) {
    return new Recipe(
        backbone,
        taps,
        hiddenSizes,
        input,
        sampling,
        augmentation,
        solver,
        newProposals,
        newThresholds);
  }
}
