package io.frameflow.detector;

import io.frameflow.detector.images.Picture;
import io.frameflow.detector.proposals.video.FramePosition;

/**
 * A frame of a camera, for which proposals may be taken over from the frames before.
 *
 * @param camera key of the camera, or of one session of it
 * @param position among that camera's frames
 */
public record VideoFrame(String camera, FramePosition position, Picture image) {}
