package io.frameflow.detector;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.models.ModelPackageException;
import io.frameflow.detector.proposals.LearnedWindows;
import io.frameflow.detector.proposals.ProposalMethod;
import io.frameflow.detector.proposals.ProposalMethods;
import io.frameflow.detector.proposals.video.CameraProposals;
import io.frameflow.detector.proposals.video.Cameras;
import io.frameflow.detector.proposals.video.ReuseSettings;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fast R-CNN (Girshick, 2015) at inference: images in, labelled boxes out.
 *
 * <p>A batch may mix images of any sizes; each comes out as if it were alone. All boxes are in
 * pixels of the original images. A detector serves one thread at a time; several detectors in one
 * JVM do not disturb each other, but share TensorFlow's compute threads.
 */
public final class Detector implements AutoCloseable {

  /** Cameras whose last frame is remembered, at about 400 KB each. */
  private static final int MOST_CAMERAS = 64;

  private final ModelPackage model;
  private final ProposalMethod method;
  private final int proposalCount;
  private final Network network;
  private final Postprocessor postprocessor;
  private final Canvas canvas;
  private final Workers workers;

  /** Null where the method has nothing to take over from frame to frame. */
  private final Cameras cameras;

  private Detector(
      ModelPackage model, ProposalMethod method, Network network, DetectorOptions options) {
    ModelManifest manifest = model.manifest();
    ModelManifest.Thresholds thresholds = manifest.thresholds();
    this.model = model;
    this.method = method;
    this.network = network;
    this.proposalCount = orElse(options.proposalCount(), manifest.proposals().count());
    this.postprocessor =
        new Postprocessor(
            manifest.labels(),
            new ModelManifest.Thresholds(
                orElse(options.scoreThreshold(), thresholds.score()),
                orElse(options.nmsThreshold(), thresholds.nms()),
                orElse(options.maxDetections(), thresholds.maxDetections()),
                orElse(options.voting(), thresholds.voting())));
    this.canvas = new Canvas(manifest.pixelMeans());
    this.workers = new Workers(options.threads());
    this.cameras =
        method instanceof LearnedWindows windows
            ? new Cameras(windows, ReuseSettings.defaults(), MOST_CAMERAS)
            : null;
  }

  /**
   * Opens a model package and loads it.
   *
   * @throws ModelPackageException if the package must not or cannot be served
   * @throws IOException if TensorFlow's native code does not load here
   */
  public static Detector load(Path directory, DetectorOptions options) throws IOException {
    return load(ModelPackage.open(directory), options);
  }

  /** As {@link #load(Path, DetectorOptions)} for a package that is open already. */
  public static Detector load(ModelPackage model, DetectorOptions options) throws IOException {
    return load(
        model, ProposalMethods.load(model.directory(), model.manifest().proposals()), options);
  }

  /**
   * Loads a model with another proposal method than its own, which costs accuracy unless it finds
   * the same kind of boxes.
   */
  public static Detector load(ModelPackage model, ProposalMethod method, DetectorOptions options)
      throws IOException {
    TensorFlowRuntime.load(options.threads());
    Network network = Network.load(model, options.threads(), options.precision());
    Detector detector = new Detector(model, method, network, options);
    try {
      detector.tryOut();
    } catch (DetectionException e) {
      detector.close();
      throw new ModelPackageException(
          model.directory(), "fails on a plain image: " + e.getMessage(), e);
    }
    return detector;
  }

  /** The model that is served. */
  public ModelPackage model() {
    return model;
  }

  /** The proposal method in use. */
  public ProposalMethod proposalMethod() {
    return method;
  }

  /**
   * Detects objects in a batch.
   *
   * @return one result per image, in the order of the images
   * @throws DetectionException if the proposal method or the network fails
   */
  public List<ImageDetections> detect(List<Image> images) {
    long[] nanos = new long[images.size()];
    List<Boxes> proposals =
        workers.map(
            images.size(),
            "proposing regions",
            i -> {
              long start = System.nanoTime();
              Boxes found = method.propose(images.get(i), proposalCount);
              nanos[i] = System.nanoTime() - start;
              return found;
            });
    return run(images, proposals, nanos);
  }

  /**
   * As {@link #detect(List)}, for proposals that the caller has already.
   *
   * @param proposals per image, in its original pixels; all of them are used
   * @throws IllegalArgumentException if there are not as many lists of proposals as images
   */
  public List<ImageDetections> detect(List<Image> images, List<Boxes> proposals) {
    if (images.size() != proposals.size()) {
      throw new IllegalArgumentException(
          "%d images, but proposals of %d".formatted(images.size(), proposals.size()));
    }
    return run(images, proposals, new long[images.size()]);
  }

  /**
   * As {@link #detect(List)} for frames of cameras, whose proposals are partly taken over from the
   * frames before where the model has learned windows: see {@link CameraProposals}. A frame's
   * detections may then depend on the frames before it.
   *
   * @param frames of any cameras; those of one camera in their order
   */
  public List<ImageDetections> detectVideo(List<VideoFrame> frames) {
    List<Image> images = frames.stream().map(VideoFrame::image).toList();
    if (cameras == null) {
      return detect(images);
    }
    Boxes[] proposals = new Boxes[frames.size()];
    long[] nanos = new long[frames.size()];
    List<List<Integer>> byCamera = indicesByCamera(frames);
    List<CameraProposals> known =
        byCamera.stream().map(indices -> cameras.of(frames.get(indices.get(0)).camera())).toList();
    workers.map(
        byCamera.size(),
        "proposing regions",
        camera -> {
          for (int i : byCamera.get(camera)) {
            long start = System.nanoTime();
            VideoFrame frame = frames.get(i);
            proposals[i] =
                known.get(camera).propose(frame.image(), frame.position(), proposalCount);
            nanos[i] = System.nanoTime() - start;
          }
          return camera;
        });
    List<ImageDetections> results = run(images, Arrays.asList(proposals), nanos);
    for (int camera = 0; camera < byCamera.size(); camera++) {
      List<Integer> indices = byCamera.get(camera);
      List<Detection> last = results.get(indices.get(indices.size() - 1)).detections();
      known.get(camera).found(Boxes.of(last.stream().map(Detection::box).toList()));
    }
    return results;
  }

  private static List<List<Integer>> indicesByCamera(List<VideoFrame> frames) {
    Map<String, List<Integer>> indices = new LinkedHashMap<>();
    for (int i = 0; i < frames.size(); i++) {
      indices.computeIfAbsent(frames.get(i).camera(), camera -> new ArrayList<>()).add(i);
    }
    return List.copyOf(indices.values());
  }

  private List<ImageDetections> run(List<Image> images, List<Boxes> proposals, long[] nanos) {
    ImageDetections[] results = new ImageDetections[images.size()];
    for (List<Integer> alike : CanvasSize.group(images, model.manifest().input())) {
      runAlike(alike, images, proposals, nanos, results);
    }
    return Collections.unmodifiableList(Arrays.asList(results));
  }

  /**
   * Runs the network once.
   *
   * @param alike the images to run it on, by index: all of one canvas size
   * @param results where theirs are put
   */
  private void runAlike(
      List<Integer> alike,
      List<Image> images,
      List<Boxes> proposals,
      long[] nanos,
      ImageDetections[] results) {
    long start = System.nanoTime();
    Batch batch =
        Batch.of(
            alike.stream().map(images::get).toList(),
            alike.stream().map(proposals::get).toList(),
            model.manifest().input());
    NetworkOutput output = null;
    if (batch.regions() > 0) {
      batch.paint(canvas, workers);
      output = network.run(canvas, batch.rois());
    }
    long networkNanos = (System.nanoTime() - start) / alike.size();
    for (int i = 0; i < alike.size(); i++) {
      long begin = System.nanoTime();
      Image image = images.get(alike.get(i));
      List<Detection> found =
          batch.proposals(i).isEmpty()
              ? List.of()
              : postprocessor.apply(
                  image.width(), image.height(), batch.proposals(i), output, batch.firstRegion(i));
      Timings timings = new Timings(nanos[alike.get(i)], networkNanos, System.nanoTime() - begin);
      results[alike.get(i)] = new ImageDetections(image.width(), image.height(), found, timings);
    }
  }

  /** Runs the graph once: its first call is slow, and a wrong output shape shows only now. */
  private void tryOut() {
    int side = model.manifest().input().shortSide();
    Image plain = new Image(side, side, new byte[side * side * Image.CHANNELS]);
    detect(List.of(plain), List.of(Boxes.of(0, 0, side, side)));
  }

  private static <T> T orElse(T chosen, T fromManifest) {
    return chosen == null ? fromManifest : chosen;
  }

  /** Frees the model's native memory. */
  @Override
  public void close() {
    workers.close();
    network.close();
  }
}
