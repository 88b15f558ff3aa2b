package io.frameflow.detector.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.frameflow.detector.boxes.BoxVoting;
import io.frameflow.detector.boxes.Refinement;
import io.frameflow.detector.pooling.RoiBinning;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What {@code model.json} says about a model: everything that the detector needs to serve it as it
 * was trained.
 *
 * @param format version of this file's layout, {@link #FORMAT}
 * @param name of the model, such as {@code bccd}
 * @param version of the model, chosen by whoever trained it
 * @param labels K names; the class id of the i-th is i + 1, for class 0 is the background
 * @param input how images are scaled for the network
 * @param pixelMeans red, green, blue mean of the training images, 0..255; the canvas around an
 *     image is filled with it
 * @param proposals the proposal method that the network was trained with
 * @param thresholds defaults for serving
 * @param metrics figures of the evaluation, free-form
 * @param trainingDataSha256 fingerprint of the training set, 64 hexadecimal digits, or empty
 * @param createdBy the program that wrote the package
 * @param files relative path with {@code /} as separator, to SHA-256 in 64 lower-case hexadecimal
 *     digits, for every file of the package but {@code model.json} itself
 * @param compression how the network was made smaller after training, or null if it was not
 * @param pooling where the graph pools RoIs, or null if it says nothing; then it is run as a whole
 */
@JsonPropertyOrder({
  "format",
  "name",
  "version",
  "labels",
  "input",
  "pixelMeans",
  "proposals",
  "thresholds",
  "metrics",
  "trainingDataSha256",
  "createdBy",
  "compression",
  "pooling",
  "files"
})
public record ModelManifest(
    int format,
    String name,
    String version,
    List<String> labels,
    Input input,
    List<Float> pixelMeans,
    Proposals proposals,
    Thresholds thresholds,
    Map<String, Object> metrics,
    String trainingDataSha256,
    String createdBy,
    Map<String, String> files,
    @JsonInclude(JsonInclude.Include.NON_NULL) Compression compression,
    @JsonInclude(JsonInclude.Include.NON_NULL) Pooling pooling) {

  /** The only layout that exists so far. */
  public static final int FORMAT = 1;

  /**
   * @throws IllegalArgumentException naming the first field that is missing or out of range
   */
  public ModelManifest {
    require(format == FORMAT, "format is " + format + ", but this program reads format " + FORMAT);
    require(name != null && !name.isBlank(), "name is missing");
    require(version != null && !version.isBlank(), "version is missing");
    require(labels != null && !labels.isEmpty(), "labels are missing");
    require(
        labels.stream().noneMatch(label -> label == null || label.isBlank()), "a label is blank");
    require(labels.stream().distinct().count() == labels.size(), "a label occurs twice");
    require(input != null, "input is missing");
    require(
        pixelMeans != null
            && pixelMeans.size() == 3
            && pixelMeans.stream().allMatch(mean -> mean != null && mean >= 0 && mean <= 255),
        "pixelMeans must be three numbers from 0 to 255");
    require(proposals != null, "proposals are missing");
    require(thresholds != null, "thresholds are missing");
    labels = List.copyOf(labels);
    pixelMeans = List.copyOf(pixelMeans);
    metrics = copy(metrics);
    trainingDataSha256 = trainingDataSha256 == null ? "" : trainingDataSha256;
    createdBy = createdBy == null ? "" : createdBy;
    files = files == null ? Map.of() : Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Of a model that is as it was trained. */
  public ModelManifest(
      int format,
      String name,
      String version,
      List<String> labels,
      Input input,
      List<Float> pixelMeans,
      Proposals proposals,
      Thresholds thresholds,
      Map<String, Object> metrics,
      String trainingDataSha256,
      String createdBy,
      Map<String, String> files) {
    this(
        format,
        name,
        version,
        labels,
        input,
        pixelMeans,
        proposals,
        thresholds,
        metrics,
        trainingDataSha256,
        createdBy,
        files,
        null,
        null);
  }

  /** The same manifest with another list of files. */
  public ModelManifest withFiles(Map<String, String> newFiles) {
    return with(proposals, metrics, newFiles, compression, pooling);
  }

  /** The manifest of a model whose graph may be cut where it pools RoIs. */
  public ModelManifest withPooling(Pooling newPooling) {
    return with(proposals, metrics, files, compression, newPooling);
  }

  /** The manifest of the model after compression, without figures, for those do not hold then. */
  public ModelManifest compressed(Compression newCompression) {
    return with(proposals, Map.of(), files, newCompression, pooling);
  }

  /** The same manifest with other figures. */
  public ModelManifest withMetrics(Map<String, Object> newMetrics) {
    return with(proposals, newMetrics, files, compression, pooling);
  }

  /** The same manifest with other proposals. */
  public ModelManifest withProposals(Proposals newProposals) {
    return with(newProposals, metrics, files, compression, pooling);
  }

  private ModelManifest with(
      Proposals newProposals,
      Map<String, Object> newMetrics,
      Map<String, String> newFiles,
      Compression newCompression,
      Pooling newPooling) {
    return new ModelManifest(
        format,
        name,
        version,
        labels,
        input,
        pixelMeans,
        newProposals,
        thresholds,
        newMetrics,
        trainingDataSha256,
        createdBy,
        newFiles,
        newCompression,
        newPooling);
  }

  /**
   * Where the graph pools RoIs, so that a processor can do that part outside of it.
   *
   * @param maps that are pooled from; their channels follow one another in a pooled bin
   * @param bins along each axis
   * @param reachBeyondMap see {@link RoiBinning#reachBeyondMap}
   * @param pooled name of the tensor with the pooled regions, {@code [R, bins * bins * channels]}
   */
  public record Pooling(List<PooledMap> maps, int bins, boolean reachBeyondMap, String pooled) {
    public Pooling {
      require(maps != null && !maps.isEmpty(), "pooling.maps are missing");
      require(maps.stream().noneMatch(Objects::isNull), "pooling.maps holds null");
      require(bins >= 1 && bins <= 64, "pooling.bins must be from 1 to 64, but is " + bins);
      require(pooled != null && !pooled.isBlank(), "pooling.pooled is missing");
      maps = List.copyOf(maps);
    }

    /** How an RoI is divided over each map. */
    public List<RoiBinning> binnings() {
      return maps.stream()
          .map(map -> new RoiBinning(map.stride(), map.offset(), bins, reachBeyondMap))
          .toList();
    }
  }

  /**
   * A map that RoIs are pooled from.
   *
   * @param tensor its name, {@code [N, H, W, C]}
   * @param stride input pixels per cell, a power of two
   * @param offset index of the input pixel at the centre of cell 0's receptive field
   */
  public record PooledMap(String tensor, int stride, int offset) {
    public PooledMap {
      require(tensor != null && !tensor.isBlank(), "pooling.maps.tensor is missing");
      require(
          stride >= 1 && Integer.bitCount(stride) == 1,
          "pooling.maps.stride must be a power of two, but is " + stride);
    }
  }

  /**
   * How a network was made smaller.
   *
   * @param method such as {@code truncated-svd}
   * @param sourceSha256 identity of the model that it was made from
   * @param ranks layer name to the rank that is left of its matrix
   */
  public record Compression(String method, String sourceSha256, Map<String, Integer> ranks) {
    public Compression {
      require(method != null && !method.isBlank(), "compression.method is missing");
      sourceSha256 = sourceSha256 == null ? "" : sourceSha256;
      ranks = ranks == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(ranks));
    }
  }

  /**
   * How an image becomes network input: its short side is scaled to {@code shortSide}, or its long
   * side to {@code longSide} where that is smaller.
   *
   * @param shortSide pixels
   * @param longSide pixels, at least {@code shortSide}
   * @param strideMultiple the canvas' sides are rounded up to a multiple of this
   */
  public record Input(int shortSide, int longSide, int strideMultiple) {
    public Input {
      require(
          shortSide >= 1 && longSide >= shortSide && longSide <= 8192,
          "input needs 1 <= shortSide <= longSide <= 8192, but they are %d and %d"
              .formatted(shortSide, longSide));
      require(
          strideMultiple >= 1 && strideMultiple <= 1024,
          "input.strideMultiple must be from 1 to 1024, but is " + strideMultiple);
    }
  }

  /**
   * Which region proposals the network expects.
   *
   * @param method name of a proposal method, such as {@code learned-windows}
   * @param count boxes per image
   * @param file relative path of a learned method's parameters in the package, or null
   * @param settings of the method, free-form; empty means its defaults
   */
  public record Proposals(String method, int count, String file, Map<String, Object> settings) {
    public Proposals {
      require(method != null && !method.isBlank(), "proposals.method is missing");
      require(
          count >= 1 && count <= 100_000,
          "proposals.count must be from 1 to 100000, but is " + count);
      settings = copy(settings);
    }

    /** The same method with another number of boxes. */
    public Proposals withCount(int newCount) {
      return new Proposals(method, newCount, file, settings);
    }
  }

  /**
   * Serving defaults.
   *
   * @param score the least class probability of a detection, 0..1; its score may be lower where
   *     boxes vote
   * @param nms the IoU above which the lower-scored of two boxes of one class is dropped, 0..1
   * @param maxDetections the most detections per image
   * @param voting how boxes that are dropped still move the one that is kept; none where the
   *     manifest says nothing
   * @param refinement which boxes are looked at twice; none where the manifest says nothing
   */
  public record Thresholds(
      float score, float nms, int maxDetections, BoxVoting voting, Refinement refinement) {

    /** Without box voting and refinement. */
    public Thresholds(float score, float nms, int maxDetections) {
      this(score, nms, maxDetections, BoxVoting.NONE, Refinement.NONE);
    }

    /** With another refinement. */
    public Thresholds with(Refinement other) {
      return new Thresholds(score, nms, maxDetections, voting, other);
    }

    public Thresholds {
      voting = voting == null ? BoxVoting.NONE : voting;
      refinement = refinement == null ? Refinement.NONE : refinement;
      require(score >= 0 && score <= 1, "thresholds.score must be from 0 to 1, but is " + score);
      require(nms >= 0 && nms <= 1, "thresholds.nms must be from 0 to 1, but is " + nms);
      require(
          maxDetections >= 1, "thresholds.maxDetections must be positive, but is " + maxDetections);
    }
  }

  private static Map<String, Object> copy(Map<String, Object> map) {
    // not Map.copyOf: JSON may hold nulls, and the order is worth keeping
    return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  private static void require(boolean holds, String complaint) {
    if (!holds) {
      throw new IllegalArgumentException(complaint);
    }
  }
}
