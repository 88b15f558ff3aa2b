package io.frameflow.train.data.coco;

/**
 * An entry of {@code images}.
 *
 * @param width stated width in pixels, 0 where there is none
 * @param height stated height in pixels, 0 where there is none
 */
record CocoImage(long id, String fileName, int width, int height) {}
