package io.frameflow.pipeline.operator;

import java.io.Serializable;
import java.time.Duration;

/**
 * How frames are gathered.
 *
 * @param size most frames in a batch, at least 1
 * @param delay longest wait of a batch's first frame for the others
 * @param decoderThreads threads that decode a batch's pictures, at least 1
 * @param keepDeadLetterPayload copies a refused record's value into its dead letter
 */
public record BatchSettings(
    int size, Duration delay, int decoderThreads, boolean keepDeadLetterPayload)
    implements Serializable {}
