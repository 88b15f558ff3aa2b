package io.frameflow.train.compression;

import io.frameflow.detector.Detector;
import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.files.FileTree;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.models.FrozenGraph;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.models.ModelPackageWriter;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.progress.Progress;
import io.frameflow.train.solver.SessionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.tensorflow.proto.SavedModel;

/** Compresses a model package and measures what that cost and gained. */
public final class ModelCompression {
  private static final int ROUNDS = 15;

  /**
   * What came out.
   *
   * @param rois that the head was timed with
   * @param head time of the fully connected part alone
   * @param comparison on annotated images, where there were some
   */
  public record Outcome(
      List<LayerCut> cuts, int rois, TimePair head, Optional<Comparison> comparison) {}

  private ModelCompression() {}

  /**
   * Compresses, measures, and writes the package, whole or not at all.
   *
   * @param target directory that does not exist yet, or is empty
   * @param images to measure on, with the model's labels; may be empty
   * @param rois of one run of the head, or 0 for as many as the model proposes in an image
   * @param options of both detectors
   * @param proposalCount regions of an image that the new model proposes; empty for as many as the
   *     old one
   * @param console hears of the work
   * @throws IllegalArgumentException if the plan does not fit the model; the message says why
   */
  public static Outcome run(
      ModelPackage source,
      SvdPlan plan,
      Path target,
      List<AnnotatedImage> images,
      int rois,
      DetectorOptions options,
      OptionalInt proposalCount,
      Consumer<String> console)
      throws IOException {
    ModelPackageWriter.requireFree(target);
    TensorFlowRuntime.load(options.threads());
    SavedModel before = FrozenGraph.read(source.directory().resolve(FrozenGraph.PATH));
    CompressedGraph graph = CompressedGraph.of(before, plan, console);
    ModelManifest manifest = manifest(source, graph, proposalCount);
    int timed = rois == 0 ? source.manifest().proposals().count() : rois;
    console.accept("timing the heads");
    TimePair head =
        HeadTimes.measure(
            before,
            graph.model(),
            timed,
            ROUNDS,
            new SessionSettings(options.threads(), options.precision()));
    Optional<Comparison> comparison = Optional.empty();
    if (!images.isEmpty()) {
      comparison = Optional.of(compare(source, graph, manifest, target, images, options));
    }
    Map<String, Object> metrics = comparison.map(c -> c.after().toMap()).orElse(Map.of());
    CompressedPackage.write(target, source, graph, manifest.withMetrics(metrics));
    return new Outcome(graph.cuts(), timed, head, comparison);
  }

  private static ModelManifest manifest(
      ModelPackage source, CompressedGraph graph, OptionalInt proposalCount) {
    ModelManifest compressed = source.manifest().compressed(graph.section(source.sha256()));
    return proposalCount.isPresent()
        ? compressed.withProposals(compressed.proposals().withCount(proposalCount.getAsInt()))
        : compressed;
  }

  private static Comparison compare(
      ModelPackage source,
      CompressedGraph graph,
      ModelManifest manifest,
      Path target,
      List<AnnotatedImage> images,
      DetectorOptions options)
      throws IOException {
    // Measured first: the figures are part of the manifest, and a package is written only once.
    Path parent = target.toAbsolutePath().normalize().getParent();
    Files.createDirectories(parent);
    Path draft = Files.createTempDirectory(parent, ".draft-");
    try {
      ModelPackage unmeasured = CompressedPackage.write(draft, source, graph, manifest);
      try (ImageDecoder decoder = new ImageDecoder();
          Detector before = Detector.load(source, options);
          Detector after = Detector.load(unmeasured, options);
          Progress progress = Progress.start("comparison", images.size())) {
        return Comparison.run(before, after, images, source.manifest().labels(), decoder, progress);
      }
    } finally {
      FileTree.delete(draft);
    }
  }
}
