package io.frameflow.train.ablation.design;

/**
 * One side of a comparison.
 *
 * @param id within the experiment
 * @param label for people
 * @param measure the figure that is compared
 */
public record Cell(String id, String label, Measurement measurement, Measure measure) {}
