package io.frameflow.connectors.simulation;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * One rendered frame.
 *
 * @param image the picture; the scene draws its next frame into the same pixels
 * @param objects every object of it, farthest first
 */
public record StreetFrame(BufferedImage image, List<SceneObject> objects) {}
