package io.frameflow.train.report;

import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.evaluation.ScoredBox;

/**
 * What became of one detection at IoU .5; the kinds of mistakes follow Hoiem et al., "Diagnosing
 * Error in Object Detectors", 2012.
 *
 * @param object the object that the detection found, doubled, missed the place of or mistook; null
 *     on background
 * @param iou overlap with that object, 0 without one
 */
public record Verdict(ScoredBox detection, Kind kind, GroundTruth object, float iou) {

  /** Right, or wrong in which way. */
  public enum Kind {
    /** The first on an object of its class. */
    CORRECT,
    /** On an object that is marked difficult: counts neither way. */
    IGNORED,
    /** A second one on the same object. */
    DUPLICATE,
    /** Overlaps an object of its class by .1 to .5. */
    LOCALISATION,
    /** Lies on an object of another class. */
    CONFUSION,
    /** Where there is nothing of the kind. */
    BACKGROUND
  }
}
