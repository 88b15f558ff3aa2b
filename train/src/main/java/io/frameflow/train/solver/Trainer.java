package io.frameflow.train.solver;

import java.io.IOException;

/** The loop of a run. */
public final class Trainer {

  private final TrainingGraph graph;
  private final LearningRate learningRate;

  public Trainer(TrainingGraph graph, LearningRate learningRate) {
    this.graph = graph;
    this.learningRate = learningRate;
  }

  /**
   * Takes the steps {@code first} to {@code end}, exclusive.
   *
   * @throws TrainingDivergedException at the first step whose loss is not finite
   */
  public void run(BatchSource batches, int first, int end, StepListener listener)
      throws IOException {
    try (Prefetcher prefetcher = new Prefetcher(batches, graph.network(), first, end)) {
      for (int step = first; step < end; step++) {
        long start = System.nanoTime();
        PreparedBatch batch = prefetcher.take();
        float rate = learningRate.at(step);
        StepResult result = graph.step(batch, step, rate);
        if (!result.isFinite()) {
          throw new TrainingDivergedException(step, result, rate);
        }
        listener.stepDone(step, result, rate, System.nanoTime() - start);
      }
    }
  }
}
