package io.frameflow.detector;

/**
 * Time spent on one image, in nanoseconds.
 *
 * @param proposalNanos finding its proposals; 0 where the caller brought them
 * @param networkNanos its equal share of scaling, padding and running the batch that it was in
 * @param postprocessNanos thresholds, box decoding and suppression
 */
public record Timings(long proposalNanos, long networkNanos, long postprocessNanos) {}
