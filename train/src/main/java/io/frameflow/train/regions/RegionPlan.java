package io.frameflow.train.regions;

import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import java.util.List;
import java.util.Optional;

/**
 * How many regions a model's own proposal method finds, and how they are judged.
 *
 * @param proposalCount the most regions of an image, at least 1
 * @param boxRegression whether the boxes follow the network's deltas; otherwise a proposal is its
 *     own detection
 * @param shortSides what an image's short side is scaled to, pixels; empty for the model's own. Of
 *     several, each region is looked at in the one where its area is closest to 224 x 224 pixels
 * @param classifier takes the softmax' place
 */
public record RegionPlan(
    int proposalCount,
    boolean boxRegression,
    List<Integer> shortSides,
    Optional<RegionClassifier> classifier) {

  /**
   * @throws IllegalArgumentException naming the field that is out of range
   */
  public RegionPlan {
    if (proposalCount < 1) {
      throw new IllegalArgumentException(
          "proposalCount is " + proposalCount + "; it must be at least 1");
    }
    shortSides = List.copyOf(shortSides);
    for (int side : shortSides) {
      if (side < 1) {
        throw new IllegalArgumentException("a short side is " + side + "; it must be at least 1");
      }
    }
    if (shortSides.stream().distinct().count() != shortSides.size()) {
      throw new IllegalArgumentException("a short side occurs twice in " + shortSides);
    }
  }

  /** As the model is served. */
  public static RegionPlan of(ModelPackage model) {
    ModelManifest.Proposals own = model.manifest().proposals();
    return new RegionPlan(own.count(), true, List.of(), Optional.empty());
  }

  public RegionPlan withProposalCount(int count) {
    return new RegionPlan(count, boxRegression, shortSides, classifier);
  }

  /** Proposals are left where they are. */
  public RegionPlan withoutBoxRegression() {
    return new RegionPlan(proposalCount, false, shortSides, classifier);
  }

  public RegionPlan withShortSides(List<Integer> sides) {
    return new RegionPlan(proposalCount, boxRegression, sides, classifier);
  }

  public RegionPlan withClassifier(RegionClassifier other) {
    return new RegionPlan(proposalCount, boxRegression, shortSides, Optional.of(other));
  }
}
