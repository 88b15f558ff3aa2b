package io.frameflow.pipeline.operator;

import io.frameflow.pipeline.waiting.ShedPolicy;
import java.io.Serializable;
import java.time.Duration;

/**
 * How frames are gathered, and which are given up.
 *
 * @param size most frames in a batch, at least 1
 * @param latencyTarget from a frame's arrival in the operator to its result, at least 1 ms
 * @param threads of the process that prepare frames, at least 1
 * @param keepDeadLetterPayload copies a refused record's value into its dead letter
 * @param shed which frames may be given up under load
 * @param maxAge how old a frame may be when it is its turn, under {@link ShedPolicy#STALE}
 */
public record BatchSettings(
    int size,
    Duration latencyTarget,
    int threads,
    boolean keepDeadLetterPayload,
    ShedPolicy shed,
    Duration maxAge)
    implements Serializable {}
