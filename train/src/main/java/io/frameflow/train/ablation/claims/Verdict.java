package io.frameflow.train.ablation.claims;

/**
 * A decision with its ground.
 *
 * @param finding the figures, in one sentence
 */
public record Verdict(Outcome outcome, String finding) {}
