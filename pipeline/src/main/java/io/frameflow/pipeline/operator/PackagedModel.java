package io.frameflow.pipeline.operator;

import io.frameflow.detector.Detector;
import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.PrecisionChoice;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.ImageLimits;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.images.UndecodableImageException;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.schemas.ModelIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model package from disk, served by the {@link Detector}. */
public final class PackagedModel implements FrameModel {
  private static final Logger LOG = LoggerFactory.getLogger(PackagedModel.class);

  private final Detector detector;
  private final ImageDecoder decoder;
  private final ImageLimits limits;
  private final ModelIdentity identity;

  private PackagedModel(Detector detector, ImageDecoder decoder, ImageLimits limits) {
    this.detector = detector;
    this.decoder = decoder;
    this.limits = limits;
    ModelManifest manifest = detector.model().manifest();
    this.identity =
        new ModelIdentity(manifest.name(), manifest.version(), detector.model().sha256());
  }

  /**
   * Opens the package in {@code directory} on each TaskManager, once per process whatever the
   * parallelism and wherever copies of it lie: it is known by its hash.
   */
  public static DetectorFactory factory(
      Path directory, DetectorOptions options, ImageLimits limits) {
    // A Path does not travel with a job.
    String where = directory.toAbsolutePath().toString();
    return () -> acquire(Path.of(where), options, limits);
  }

  private static FrameModel acquire(Path directory, DetectorOptions options, ImageLimits limits)
      throws IOException {
    checkPlacement();
    ModelPackage model = ModelPackage.open(directory);
    return SharedModels.acquire(
        List.of(model.sha256(), options, limits), () -> open(model, options, limits));
  }

  private static PackagedModel open(ModelPackage model, DetectorOptions options, ImageLimits limits)
      throws IOException {
    // The detector first: TensorFlow takes its thread count from whoever loads it.
    Detector detector = Detector.load(model, options);
    try {
      WarmUp.run(detector);
      return new PackagedModel(detector, new ImageDecoder(), affordable(limits));
    } catch (IOException | RuntimeException e) {
      detector.close();
      throw e;
    }
  }

  private static ImageLimits affordable(ImageLimits limits) {
    long heap = Runtime.getRuntime().maxMemory();
    ImageLimits affordable = limits.within(heap);
    if (affordable.maxPixels() < limits.maxPixels()) {
      LOG.warn(
          "Pictures of more than {} pixels are refused, for the heap has only {} MB;"
              + " --max-image-pixels {} would need {} MB",
          affordable.maxPixels(),
          heap >> 20,
          limits.maxPixels(),
          limits.leastHeapBytes() >> 20);
    }
    return affordable;
  }

  private static void checkPlacement() {
    try {
      NativePlacement.check();
    } catch (NativePlacementException e) {
      // No restart mends a cluster's lib/, and one of them would abort the TaskManager.
      throw new SuppressRestartsException(e);
    }
  }

  @Override
  public ModelIdentity identity() {
    return identity;
  }

  @Override
  public Optional<PrecisionChoice> precision() {
    return Optional.of(detector.precision());
  }

  @Override
  public Picture decode(byte[] jpeg) throws UndecodableImageException {
    return decoder.decode(jpeg, limits, detector.reduction());
  }

  @Override
  public Boxes propose(Picture image) {
    return detector.propose(image);
  }

  @Override
  public List<ImageDetections> detect(List<Picture> images, List<Boxes> proposals) {
    return detector.detect(images, proposals);
  }

  @Override
  public void close() {
    try {
      decoder.close();
    } finally {
      detector.close();
    }
  }
}
