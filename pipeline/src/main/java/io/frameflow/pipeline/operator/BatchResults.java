package io.frameflow.pipeline.operator;

import java.util.List;

/**
 * What became of a batch, and how long it took.
 *
 * @param frames one result per frame, in the order of the batch
 * @param prepared its valid frames as they went to the network, or did not
 * @param calls pictures in each call of the model
 * @param preparingNanos from the batch's start until its last frame was ready
 * @param lookingNanos in the network, with waiting for a turn at a model that others use too
 */
record BatchResults(
    List<FrameResult> frames,
    List<PreparedFrame> prepared,
    List<Integer> calls,
    long preparingNanos,
    long lookingNanos) {}
