package io.frameflow.connectors.cameras;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One source of pictures, read by one thread.
 *
 * <p>A camera stamps each frame with the moment at which it was read, so whoever wants a steady
 * rate waits before {@link #next()}, not after it.
 */
public interface Camera extends AutoCloseable {

  /** The camera's name: {@code [A-Za-z0-9_-]{1,64}}, the key of its frames in Kafka. */
  String id();

  /**
   * The next picture, or empty at the end of the stream (and from then on).
   *
   * @throws IOException with a complete one-line message, when the source cannot be read
   */
  Optional<CapturedFrame> next() throws IOException;

  /**
   * The rate at which the source was recorded or renders, in frames per second, where it has one.
   */
  default OptionalDouble framesPerSecond() {
    return OptionalDouble.empty();
  }

  /**
   * True when {@link #next()} itself waits for the picture to happen (an RTSP camera): pacing such
   * a source would only make it fall behind.
   */
  default boolean live() {
    return false;
  }

  /** Lets go of files and connections; a second call does nothing. */
  @Override
  void close() throws IOException;
}
