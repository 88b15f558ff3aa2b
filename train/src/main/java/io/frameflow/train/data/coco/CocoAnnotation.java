package io.frameflow.train.data.coco;

/**
 * An entry of {@code annotations}.
 *
 * @param index its place in the file, from 0
 * @param x left edge in continuous pixels; all four are NaN where there is no usable bbox
 * @param y top edge
 * @param crowd whether {@code iscrowd} is set: one box around many objects
 */
record CocoAnnotation(
    int index,
    long imageId,
    long categoryId,
    float x,
    float y,
    float width,
    float height,
    boolean crowd) {}
