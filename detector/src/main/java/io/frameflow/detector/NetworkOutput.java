package io.frameflow.detector;

/**
 * What a network says about R regions of K classes.
 *
 * <p>The arrays may be longer than that, for whoever runs a network may use them again.
 *
 * @param probabilities {@code [R, K + 1]}, class 0 is the background; another classifier's scores
 *     may stand here as well
 * @param deltas {@code [R, 4 (K + 1)]}, column 4 c starts dx, dy, dw, dh of class c
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
public record NetworkOutput(float[] probabilities, float[] deltas) {}
