package io.frameflow.connectors.cameras;

import static java.util.Objects.requireNonNull;

import io.frameflow.schemas.LabelledObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One picture as it left a camera.
 *
 * @param jpeg the picture's bytes, passed through as the source gave them where it gave a JPEG; not
 *     copied, so neither side changes them afterwards
 * @param capturedAt when the picture was taken, by this machine's clock
 * @param width width in pixels; 0 where it could not be told (a broken picture)
 * @param height height in pixels; 0 where it could not be told
 * @param objects every object of the picture, in pixels of this picture, where the source knows the
 *     truth (a simulation does); an empty list means that there is none
 */
@SuppressWarnings("ArrayRecordComponent") // frames are handed over, never compared
public record CapturedFrame(
    byte[] jpeg,
    Instant capturedAt,
    int width,
    int height,
    Optional<List<LabelledObject>> objects) {

  public CapturedFrame {
    requireNonNull(jpeg, "jpeg");
    requireNonNull(capturedAt, "capturedAt");
    objects = requireNonNull(objects, "objects").map(List::copyOf);
    if (width < 0 || height < 0) {
      throw new IllegalArgumentException("a frame of " + width + "x" + height + " pixels");
    }
  }

  /** A picture of which nobody knows what it shows. */
  public static CapturedFrame unlabelled(byte[] jpeg, Instant capturedAt, int width, int height) {
    return new CapturedFrame(jpeg, capturedAt, width, height, Optional.empty());
  }
}
