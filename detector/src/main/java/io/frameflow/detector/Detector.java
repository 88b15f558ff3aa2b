package io.frameflow.detector;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.boxes.Refinement;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.images.Reduction;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fast R-CNN (Girshick, 2015) at inference: images in, labelled boxes out.
 *
 * <p>A batch may mix images of any sizes; each comes out as if it were alone. All boxes are in
 * pixels of the original images. A detector serves one thread at a time; several detectors in one
 * JVM do not disturb each other, but share TensorFlow's compute threads.
 */
public final class Detector implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Detector.class);

  private static final int MOST_REDUCED = 8;

  /** Cameras whose last frame is remembered, at about 400 KB each. */
  private static final int MOST_CAMERAS = 64;

  private final ModelPackage model;
  private final ProposalMethod method;
  private final int proposalCount;
  private final Network network;
  private final PrecisionChoice precision;
  private final Postprocessor postprocessor;
  private final Refinement refinement;
  private final Postprocessor firstLook;
  private final Workers workers;

  /** Null where the method has nothing to take over from frame to frame. */
  private final Cameras cameras;

  private Detector(
      ModelPackage model,
      ProposalMethod method,
      ServedNetwork served,
      Workers workers,
      DetectorOptions options) {
    ModelManifest manifest = model.manifest();
    ModelManifest.Thresholds thresholds = manifest.thresholds();
    this.model = model;
    this.method = method;
    this.network = served.network();
    this.precision = served.choice();
    this.proposalCount = proposalCount(model, options);
    this.postprocessor =
        new Postprocessor(
            manifest.labels(),
            new ModelManifest.Thresholds(
                orElse(options.scoreThreshold(), thresholds.score()),
                orElse(options.nmsThreshold(), thresholds.nms()),
                orElse(options.maxDetections(), thresholds.maxDetections()),
                orElse(options.voting(), thresholds.voting()),
                Refinement.NONE));
    this.refinement = orElse(options.refinement(), thresholds.refinement());
    // as the model was measured, whatever the caller's thresholds: what they leave out is left out
    // after the second look
    this.firstLook =
        new Postprocessor(
            manifest.labels(),
            new ModelManifest.Thresholds(
                thresholds.score(), refinement.nms(), Math.max(1, refinement.boxes())));
    this.workers = workers;
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
    Workers workers = new Workers(options.threads());
    ServedNetwork served;
    try {
      served =
          ServedNetwork.load(
              model,
              options.threads(),
              options.precision(),
              proposalCount(model, options),
              workers);
    } catch (ModelPackageException | RuntimeException e) {
      workers.close();
      throw e;
    }
    Detector detector = new Detector(model, method, served, workers, options);
    try {
      detector.tryOut();
    } catch (DetectionException e) {
      detector.close();
      throw new ModelPackageException(
          model.directory(), "fails on a plain image: " + e.getMessage(), e);
    }
    LOG.info("{} is served in {}", model.manifest().name(), served.choice());
    return detector;
  }

  /** The model that is served. */
  public ModelPackage model() {
    return model;
  }

  /** The number format in use, and why. */
  public PrecisionChoice precision() {
    return precision;
  }

  /** The proposal method in use. */
  public ProposalMethod proposalMethod() {
    return method;
  }

  /**
   * How much smaller pictures may be decoded for {@link #detect(List)}: down to what the network
   * and the proposal method look at, and no further. Sizes that the network sees as they are, are
   * never touched.
   */
  public Reduction reduction() {
    return this::reduction;
  }

  private int reduction(int width, int height) {
    InputGeometry wanted = InputGeometry.of(width, height, model.manifest().input());
    for (int divisor = MOST_REDUCED; divisor > 1; divisor /= 2) {
      int reducedWidth = width / divisor;
      int reducedHeight = height / divisor;
      if (reducedWidth * divisor == width
          && reducedHeight * divisor == height
          && reducedWidth >= wanted.width()
          && reducedHeight >= wanted.height()
          && method.isContentWith(reducedWidth, reducedHeight)) {
        return divisor;
      }
    }
    return 1;
  }

  /**
   * Finds the regions of one image that {@link #detect(List, List)} is to look at. Several threads
   * may call this at once, also while another one detects.
   *
   * @return in pixels of the whole picture, however many of them are at hand
   * @throws RuntimeException if the proposal method fails on the image
   */
  public Boxes propose(Picture image) {
    return inWhole(image, method.propose(image, proposalCount));
  }

  private static Boxes inWhole(Picture image, Boxes found) {
    float scaleX = (float) image.fullWidth() / image.width();
    float scaleY = (float) image.fullHeight() / image.height();
    return scaleX == 1 && scaleY == 1 ? found : found.scale(scaleX, scaleY);
  }

  /**
   * Detects objects in a batch.
   *
   * @return one result per image, in the order of the images
   * @throws DetectionException if the proposal method or the network fails
   */
  public List<ImageDetections> detect(List<? extends Picture> images) {
    long[] nanos = new long[images.size()];
    List<Boxes> proposals =
        workers.map(
            images.size(),
            "proposing regions",
            i -> {
              long start = System.nanoTime();
              Boxes found = propose(images.get(i));
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
  public List<ImageDetections> detect(List<? extends Picture> images, List<Boxes> proposals) {
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
    List<Picture> images = frames.stream().map(VideoFrame::image).toList();
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
      int last = indices.get(indices.size() - 1);
      Boxes found = Boxes.of(results.get(last).detections().stream().map(Detection::box).toList());
      Picture image = images.get(last);
      known
          .get(camera)
          .found(
              found.scale(
                  (float) image.width() / image.fullWidth(),
                  (float) image.height() / image.fullHeight()));
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

  private List<ImageDetections> run(
      List<? extends Picture> images, List<Boxes> proposals, long[] nanos) {
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
      List<? extends Picture> images,
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
      batch.paint(network.canvas(), workers);
      output = network.run(batch);
      if (refinement.boxes() > 0) {
        batch = batch.withProposals(bestOf(alike, images, batch, output));
        output = batch.regions() > 0 ? network.runAgain(batch) : null;
      }
    }
    long networkNanos = (System.nanoTime() - start) / alike.size();
    for (int i = 0; i < alike.size(); i++) {
      long begin = System.nanoTime();
      Picture image = images.get(alike.get(i));
      List<Detection> found =
          batch.proposals(i).isEmpty()
              ? List.of()
              : postprocessor.apply(
                  image.fullWidth(),
                  image.fullHeight(),
                  batch.proposals(i),
                  output,
                  batch.firstRegion(i));
      Timings timings = new Timings(nanos[alike.get(i)], networkNanos, System.nanoTime() - begin);
      results[alike.get(i)] =
          new ImageDetections(image.fullWidth(), image.fullHeight(), found, timings);
    }
  }

  /** The boxes to look at again, per image of a group. */
  private List<Boxes> bestOf(
      List<Integer> alike, List<? extends Picture> images, Batch batch, NetworkOutput output) {
    List<Boxes> best = new ArrayList<>();
    for (int i = 0; i < alike.size(); i++) {
      Picture image = images.get(alike.get(i));
      List<Detection> found =
          firstLook.apply(
              image.fullWidth(),
              image.fullHeight(),
              batch.proposals(i),
              output,
              batch.firstRegion(i));
      best.add(Boxes.of(found.stream().map(Detection::box).toList()));
    }
    return best;
  }

  /** Runs the graph once: its first call is slow, and a wrong output shape shows only now. */
  private void tryOut() {
    int side = model.manifest().input().shortSide();
    Image plain = new Image(side, side, new byte[side * side * Image.CHANNELS]);
    detect(List.of(plain), List.of(Boxes.of(0, 0, side, side)));
  }

  private static int proposalCount(ModelPackage model, DetectorOptions options) {
    return orElse(options.proposalCount(), model.manifest().proposals().count());
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
