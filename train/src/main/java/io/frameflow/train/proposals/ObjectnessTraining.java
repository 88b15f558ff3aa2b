package io.frameflow.train.proposals;

import io.frameflow.detector.proposals.windows.ObjectnessNet;
import io.frameflow.detector.proposals.windows.WindowFeatures;
import java.util.Random;

/**
 * Trains the scorer of one band: logistic loss, plain stochastic gradient descent on standardised
 * features. The standardisation is folded into the first layer afterwards.
 */
final class ObjectnessTraining {

  private static final int FEATURES = WindowFeatures.COUNT;
  private static final float FIRST_RATE = .02f;
  private static final float RATE_DECAY = .5f;

  private final WindowExamples examples;
  private final int hidden;
  private final Random random;
  private final float[] mean = new float[FEATURES];
  private final float[] deviation = new float[FEATURES];
  private final float[] weights;
  private final float[] biases;
  private final float[] outputWeights;
  private float outputBias;

  ObjectnessTraining(WindowExamples examples, int hidden, Random random) {
    this.examples = examples;
    this.hidden = hidden;
    this.random = random;
    weights = new float[hidden * FEATURES];
    biases = new float[hidden];
    outputWeights = new float[hidden];
  }

  ObjectnessNet train(int epochs) {
    standardise();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (random.nextGaussian() * Math.sqrt(2.0 / FEATURES));
    }
    for (int unit = 0; unit < hidden; unit++) {
      outputWeights[unit] = (float) (random.nextGaussian() * Math.sqrt(1.0 / hidden));
    }
    float[] input = new float[FEATURES];
    float[] activations = new float[hidden];
    for (int epoch = 0; epoch < epochs; epoch++) {
      float rate = FIRST_RATE / (1 + epoch * RATE_DECAY);
      for (int step = 0; step < examples.size(); step++) {
        int i = random.nextInt(examples.size());
        for (int k = 0; k < FEATURES; k++) {
          input[k] = (examples.feature(i, k) - mean[k]) / deviation[k];
        }
        learn(input, examples.target(i), activations, rate);
      }
    }
    return folded();
  }

  private void standardise() {
    for (int k = 0; k < FEATURES; k++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < examples.size(); i++) {
        double value = examples.feature(i, k);
        sum += value;
        squares += value * value;
      }
      int count = Math.max(1, examples.size());
      double average = sum / count;
      mean[k] = (float) average;
      // A constant feature gets a deviation that keeps it near zero instead of dividing by zero.
      deviation[k] = (float) Math.sqrt(Math.max(1e-4, squares / count - average * average));
    }
  }

  private void learn(float[] input, float target, float[] activations, float rate) {
    float output = outputBias;
    for (int unit = 0; unit < hidden; unit++) {
      float sum = biases[unit];
      for (int k = 0; k < FEATURES; k++) {
        sum += weights[unit * FEATURES + k] * input[k];
      }
      activations[unit] = sum;
      output += outputWeights[unit] * Math.max(0, sum);
    }
    float step = rate * (1 / (1 + (float) Math.exp(-output)) - target);
    outputBias -= step;
    for (int unit = 0; unit < hidden; unit++) {
      if (activations[unit] > 0) {
        float inner = step * outputWeights[unit];
        outputWeights[unit] -= step * activations[unit];
        biases[unit] -= inner;
        for (int k = 0; k < FEATURES; k++) {
          weights[unit * FEATURES + k] -= inner * input[k];
        }
      }
    }
  }

  private ObjectnessNet folded() {
    float[] scaled = new float[weights.length];
    float[] shifted = biases.clone();
    for (int unit = 0; unit < hidden; unit++) {
      for (int k = 0; k < FEATURES; k++) {
        int w = unit * FEATURES + k;
        scaled[w] = weights[w] / deviation[k];
        shifted[unit] -= scaled[w] * mean[k];
      }
    }
    return new ObjectnessNet(scaled, shifted, outputWeights.clone(), outputBias);
  }
}
