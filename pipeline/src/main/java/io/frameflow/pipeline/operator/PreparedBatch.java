package io.frameflow.pipeline.operator;

import io.frameflow.pipeline.waiting.PendingFrame;
import java.util.List;
import java.util.concurrent.Future;

/**
 * A batch whose frames are being prepared.
 *
 * @param frames all of them
 * @param pictures the valid ones, in the same order
 * @param startNanos when it began, by a clock that does not jump
 */
record PreparedBatch(
    List<PendingFrame> frames, List<Future<PreparedFrame>> pictures, long startNanos) {}
