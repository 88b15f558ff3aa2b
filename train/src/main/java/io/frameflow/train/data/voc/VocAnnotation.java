package io.frameflow.train.data.voc;

import io.frameflow.train.data.StatedObject;
import java.util.List;

/**
 * An annotation file as written, before any check against the image.
 *
 * @param width stated width in pixels, 0 where the file has none
 * @param height stated height in pixels, 0 where the file has none
 */
record VocAnnotation(int width, int height, List<StatedObject> objects) {}
