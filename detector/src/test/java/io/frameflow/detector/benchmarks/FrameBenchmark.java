package io.frameflow.detector.benchmarks;

import io.frameflow.detector.Batch;
import io.frameflow.detector.Canvas;
import io.frameflow.detector.Detector;
import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.Precision;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.ImageLimits;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.models.ModelManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time and garbage of one frame, from JPEG bytes to detections and for the stages before the
 * network. From the repository's root:
 *
 * <pre>
 * ./mvnw -q -pl detector -am test-compile
 * ./mvnw -q -pl detector exec:exec@benchmarks -Dbenchmarks="FrameBenchmark -prof gc"
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 2)
public class FrameBenchmark {

  @Param({"640x480", "1920x1080"})
  private String size;

  /** A model package that proposes with learned windows. */
  @Param("../docker/standalone/models/streets")
  private String model;

  private byte[] jpeg;
  private Detector detector;
  private ImageDecoder decoder;
  private Picture decoded;
  private Boxes proposals;
  private Canvas canvas;

  @Setup
  public void load() throws IOException {
    String[] sides = size.split("x");
    jpeg = CameraScene.jpeg(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    detector =
        Detector.load(Path.of(model), DetectorOptions.defaults().withPrecision(Precision.BF16));
    decoder = new ImageDecoder();
    decoded = decode();
    proposals = propose();
    canvas = new Canvas(detector.model().manifest().pixelMeans());
  }

  @TearDown
  public void close() {
    decoded.close();
    decoder.close();
    detector.close();
  }

  /** JPEG bytes to detections. */
  @Benchmark
  public List<ImageDetections> wholeFrame() throws IOException {
    try (Picture picture = decode()) {
      return detector.detect(List.of(picture));
    }
  }

  /** JPEG bytes to the network's input. */
  @Benchmark
  public Canvas networkInput() throws IOException {
    ModelManifest manifest = detector.model().manifest();
    try (Picture picture = decode()) {
      Batch.of(List.of(picture), List.of(proposals), manifest.input()).paint(canvas);
      return canvas;
    }
  }

  /** JPEG bytes to pixels. */
  @Benchmark
  public int decoding() throws IOException {
    try (Picture picture = decode()) {
      return picture.width();
    }
  }

  /** Pixels to proposals. */
  @Benchmark
  public Boxes propose() {
    return detector
        .proposalMethod()
        .propose(decoded, detector.model().manifest().proposals().count());
  }

  private Picture decode() throws IOException {
    return decoder.decode(jpeg, ImageLimits.DEFAULT, detector.reduction());
  }
}
