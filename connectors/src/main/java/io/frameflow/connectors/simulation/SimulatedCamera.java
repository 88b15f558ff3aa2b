package io.frameflow.connectors.simulation;

import io.frameflow.connectors.cameras.Camera;
import io.frameflow.connectors.cameras.CapturedFrame;
import io.frameflow.schemas.LabelledObject;
import io.frameflow.schemas.topics.CameraId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A camera that films a drawn street and knows what it shows. It does not pace itself. */
public final class SimulatedCamera implements Camera {
  private final String id;
  private final int width;
  private final int height;
  private final double framesPerSecond;
  private final long frames;
  private final SceneJpegs scene;
  private long next;
  private boolean closed;

  /**
   * @param id the camera's name, {@code [A-Za-z0-9_-]{1,64}}
   * @param seed decides the street and all that happens on it
   * @param width picture width in pixels
   * @param height picture height in pixels
   * @param framesPerSecond rate at which the street's time goes from frame to frame
   * @param frames how many frames there are; {@link Long#MAX_VALUE} for no end
   * @throws IllegalArgumentException for a bad name, size, rate or number
   */
  public SimulatedCamera(
      String id, long seed, int width, int height, double framesPerSecond, long frames) {
    this.id = CameraId.require(id);
    if (!(framesPerSecond > 0) || framesPerSecond > 1000) {
      throw new IllegalArgumentException(
          "camera %s: %s frames per second; give more than 0 and at most 1000"
              .formatted(id, framesPerSecond));
    }
    if (frames < 0) {
      throw new IllegalArgumentException(
          "camera " + id + ": " + frames + " frames; give 0 or more");
    }
    this.width = width;
    this.height = height;
    this.framesPerSecond = framesPerSecond;
    this.frames = frames;
    scene = new SceneJpegs(seed, width, height);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Optional<CapturedFrame> next() {
    if (closed || next == frames) {
      return Optional.empty();
    }
    Instant capturedAt = Instant.now();
    SceneJpegs.Picture picture = scene.at(next / framesPerSecond);
    next++;
    List<LabelledObject> objects =
        picture.objects().stream().map(SimulatedCamera::labelled).toList();
    return Optional.of(
        new CapturedFrame(picture.jpeg(), capturedAt, width, height, Optional.of(objects)));
  }

  private static LabelledObject labelled(SceneObject object) {
    return new LabelledObject(
        object.label(), object.difficult(), object.x1(), object.y1(), object.x2(), object.y2());
  }

  @Override
  public OptionalDouble framesPerSecond() {
    return OptionalDouble.of(framesPerSecond);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      scene.close();
    }
  }
}
