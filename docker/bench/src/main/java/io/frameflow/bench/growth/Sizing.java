package io.frameflow.bench.growth;

/**
 * What many cameras need, by rule of three from one machine that was full.
 *
 * @param cameras that are planned for
 * @param cameraRate frames per second of each
 * @param framesPerSecond what the machine detected, with broker, registry and cameras on it
 * @param cores of that machine
 * @param bytesIn of a frame in the topic of frames, on one replica
 * @param bytesOut of a frame's record in the topic of detections, with its part of the commits
 */
public record Sizing(
    int cameras,
    double cameraRate,
    double framesPerSecond,
    int cores,
    double bytesIn,
    double bytesOut) {

  /**
   * @throws IllegalArgumentException naming what is not above 0
   */
  public Sizing {
    require("cameras", cameras);
    require("frames per second of a camera", cameraRate);
    require("measured frames per second", framesPerSecond);
    require("cores", cores);
    require("bytes in", bytesIn);
    require("bytes out", bytesOut);
  }

  /** {@code framesPerSecond / cores}. */
  public double framesPerSecondPerCore() {
    return framesPerSecond / cores;
  }

  /** Frames per second of all cameras: {@code cameras * cameraRate}. */
  public double load() {
    return cameras * cameraRate;
  }

  /** {@code load / framesPerSecondPerCore}; full to the brim, so that nothing is left for peaks. */
  public double coresNeeded() {
    return load() / framesPerSecondPerCore();
  }

  /** Bytes per second into Kafka: {@code load * bytesIn}, once for each replica. */
  public double bytesPerSecondIn() {
    return load() * bytesIn;
  }

  /** Bytes per second out of the job: {@code load * bytesOut}, once for each replica. */
  public double bytesPerSecondOut() {
    return load() * bytesOut;
  }

  private static void require(String what, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(what + " must be above 0, but is " + value);
    }
  }
}
