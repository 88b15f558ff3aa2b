package io.frameflow.train.regions;

import io.frameflow.detector.boxes.Boxes;

/**
 * What a network says about R regions of one image.
 *
 * @param regions in pixels of the original image, inside it and not empty
 * @param probabilities {@code [R, K + 1]} softmax, class 0 is the background
 * @param deltas {@code [R, 4 (K + 1)]}, column 4 c starts dx, dy, dw, dh of class c
 * @param features {@code [R, D]} of the last hidden layer, or empty if they were not asked for
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
public record RegionAnswers(
    Boxes regions, float[] probabilities, float[] deltas, float[] features) {}
