package io.frameflow.detector.proposals.segmentation;

/**
 * A division of an image into connected regions.
 *
 * @param width pixels
 * @param height pixels
 * @param labels {@code [height * width]}: the region of each pixel, 0 to {@code regions - 1}
 * @param regions how many there are
 */
@SuppressWarnings("ArrayRecordComponent") // passed along, never compared
record Segmentation(int width, int height, int[] labels, int regions) {}
