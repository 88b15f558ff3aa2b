package io.frameflow.train.solver;

/**
 * The learning rate of every step of a run.
 *
 * @param decay how it falls
 * @param base the highest rate
 * @param steps length of the run
 * @param warmupSteps steps over which the rate rises linearly to {@code base} first; 0 for none
 */
public record LearningRate(Decay decay, float base, int steps, int warmupSteps) {

  /** How the rate falls after the warm-up. */
  public enum Decay {
    /** As in the paper (section 2.3): a tenth after three quarters of the run. */
    STEPS {
      @Override
      float factor(float progress) {
        return progress < .75f ? 1f : .1f;
      }
    },
    /** Half a cosine wave down to a small rest. */
    COSINE {
      @Override
      float factor(float progress) {
        return (float) (.5 * (1 + Math.cos(Math.PI * progress))) + .002f;
      }
    };

    abstract float factor(float progress);
  }

  /**
   * @throws IllegalArgumentException naming the number that is out of range
   */
  public LearningRate {
    Settings.require(
        base > 0 && Float.isFinite(base), "learning rate is " + base + "; it must be positive");
    Settings.require(steps >= 1, "steps are " + steps + "; at least 1 is needed");
    Settings.require(
        warmupSteps >= 0, "warm-up is " + warmupSteps + " steps; it must be 0 or more");
  }

  /** A customary warm-up: a tenth of the run, 100 steps at most. */
  public static int warmup(int steps) {
    return Math.min(100, steps / 10);
  }

  /** The rate of a step, counted from 0. */
  public float at(int step) {
    if (step < warmupSteps) {
      return base * (step + 1) / warmupSteps;
    }
    return base * decay.factor((float) step / steps);
  }
}
