package io.frameflow.connectors.simulation;

import java.util.List;

/** A street scene whose frames come as JPEG bytes; each street has its own JPEG quality. */
final class SceneJpegs implements AutoCloseable {
  private final StreetScene scene;
  private final JpegEncoder encoder;

  /** Bytes of a frame and what it shows. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Picture(byte[] jpeg, List<SceneObject> objects) {}

  SceneJpegs(long seed, int width, int height) {
    scene = new StreetScene(seed, width, height);
    // FFmpeg's 2 to 5 are close to qualities 90, 85, 80 and 70 of other encoders.
    encoder = new JpegEncoder(width, height, Dice.of(seed, 12).pick(2, 3, 3, 4, 4, 5));
  }

  Picture at(double seconds) {
    StreetFrame frame = scene.renderAt(seconds);
    return new Picture(encoder.encode(frame.image()), frame.objects());
  }

  @Override
  public void close() {
    encoder.close();
  }
}
