package io.frameflow.pipeline.operator;

import io.frameflow.pipeline.frames.SourceFrame;

/**
 * A frame in the batch buffer.
 *
 * @param sinceNanos {@link System#nanoTime} when it came
 */
record PendingFrame(SourceFrame frame, long sinceNanos) {}
