package io.frameflow.standalone.overload;

import io.frameflow.connectors.cameras.Camera;
import io.frameflow.connectors.cameras.CapturedFrame;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Shows a few finished pictures over and over: drawing new ones would take the model's time. */
final class ReplayCamera implements Camera {
  private final String id;
  private final double framesPerSecond;
  private final long frames;
  private final List<byte[]> pictures;
  private final int width;
  private final int height;
  private long next;

  /**
   * @param frames how many frames there are; {@link Long#MAX_VALUE} for no end
   * @param pictures JPEGs of this size
   */
  ReplayCamera(
      String id,
      double framesPerSecond,
      long frames,
      List<byte[]> pictures,
      int width,
      int height) {
    this.id = id;
    this.framesPerSecond = framesPerSecond;
    this.frames = frames;
    this.pictures = pictures;
    this.width = width;
    this.height = height;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Optional<CapturedFrame> next() {
    if (next == frames) {
      return Optional.empty();
    }
    byte[] jpeg = pictures.get((int) (next++ % pictures.size()));
    return Optional.of(CapturedFrame.unlabelled(jpeg, Instant.now(), width, height));
  }

  @Override
  public OptionalDouble framesPerSecond() {
    return OptionalDouble.of(framesPerSecond);
  }

  @Override
  public void close() {}
}
