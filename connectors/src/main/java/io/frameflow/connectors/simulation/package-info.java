/**
 * Simulated cameras: drawn street scenes with moving traffic whose boxes are known exactly.
 *
 * <p>World coordinates are metres: the camera's mast stands at x = 0, y = 0, the street runs along
 * x (to the right), y grows across the street away from the camera and z upwards from the ground.
 * Image coordinates are continuous pixels with the origin at the top-left corner.
 */
package io.frameflow.connectors.simulation;
