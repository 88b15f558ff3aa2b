package io.frameflow.pipeline.batching;

/**
 * The batch that is under way.
 *
 * @param frames in it, at least 1
 * @param nanos since it began, or since the network was free for it if it was prepared before
 * @param prepared before the network was free for it
 */
public record RunningBatch(int frames, long nanos, boolean prepared) {}
