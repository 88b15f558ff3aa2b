package io.frameflow.bench.gpu;

import io.frameflow.bench.endtoend.BareLoop;
import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.measuring.Contender.Role;
import io.frameflow.bench.network.NetworkPart;
import io.frameflow.bench.network.NetworkTensors;
import io.frameflow.bench.network.NetworkWork;
import io.frameflow.bench.scene.Picture;
import io.frameflow.bench.scene.Scene;
import io.frameflow.bench.stages.Stage;
import io.frameflow.detector.Detector;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.boxes.Refinement;
import io.frameflow.detector.images.Image;
import io.frameflow.train.compression.HeadLayers;
import java.util.List;
import java.util.stream.IntStream;

/** The stages of one model, for any batch: all times are of one picture. */
public final class BatchStages {

  /** Names of the stages, from the parts to the whole. */
  public static final List<String> NAMES = List.of("convolutions", "heads", "network", "detector");

  private final Scene scene;
  private final NetworkTensors tensors;
  private final NetworkWork work;
  private final ProductLimit limit;
  private final boolean gpu;
  private final boolean torch;

  /**
   * @param limit the device's best matrix products
   * @param gpu whether the device is a GPU
   * @param torch whether libtorch takes part
   */
  public BatchStages(Scene scene, ProductLimit limit, boolean gpu, boolean torch) {
    this.scene = scene;
    this.tensors = NetworkTensors.of(scene.graph());
    this.work = NetworkWork.count(scene);
    this.limit = limit;
    this.gpu = gpu;
    this.torch = torch;
  }

  /** Opens a stage, which the caller closes. */
  public Stage open(String name, int batch) {
    Picture picture = scene.picture(0);
    Stage stage =
        new Stage(
            name,
            "%dx%d, %d regions, batch %d, per picture"
                .formatted(
                    picture.canvas().width(), picture.canvas().height(), picture.regions(), batch),
            1);
    limit.enter(stage);
    switch (name) {
      case "convolutions" -> convolutions(stage, picture, batch);
      case "heads" -> heads(stage, picture, batch);
      case "network" -> network(stage, batch);
      case "detector" -> detector(stage, batch);
      default -> throw new IllegalArgumentException("there is no stage " + name);
    }
    return stage;
  }

  private void convolutions(Stage stage, Picture picture, int batch) {
    long[] sides = {batch, picture.canvas().height(), picture.canvas().width(), Image.CHANNELS};
    new DevicePart(
            scene.graph(),
            NetworkPart.normalizedConvolutions(tensors),
            Sample.of(sides),
            gpu,
            batch,
            work.convolutions(0))
        .enter(stage, new Settings(scene.threads()), torch);
  }

  private void heads(Stage stage, Picture picture, int batch) {
    long[] sides = {
      (long) batch * picture.regions(), HeadLayers.of(scene.graph()).first().inputs()
    };
    new DevicePart(
            scene.graph(), NetworkPart.heads(tensors), Sample.of(sides), gpu, batch, work.heads(0))
        .enter(stage, new Settings(scene.threads()), torch);
  }

  private void network(Stage stage, int batch) {
    stage.invite(
        DevicePart.OURS,
        "fp32",
        open -> {
          Detector detector =
              open.hold(
                  Detector.load(scene.model(), scene.detector().withRefinement(Refinement.NONE)));
          List<Picture> pictures = IntStream.range(0, batch).mapToObj(scene::picture).toList();
          List<Image> images = pictures.stream().map(Picture::image).toList();
          List<Boxes> proposals = pictures.stream().map(Picture::proposals).toList();
          add(
              open,
              "as served, from pixels to scores; one look",
              batch,
              () -> detector.detect(images, proposals).get(0).timings().networkNanos());
        });
  }

  private void detector(Stage stage, int batch) {
    stage.invite(
        DevicePart.OURS,
        "fp32",
        open -> {
          BareLoop loop = open.hold(new BareLoop(scene, batch));
          add(open, "JPEG to detections, decoded by all threads", batch, () -> loop.burst(batch));
        });
  }

  /** Nanoseconds of one picture. */
  private interface Timed {
    long nanos() throws Exception;
  }

  private void add(Stage stage, String remark, int batch, Timed timed) throws Exception {
    timed.nanos();
    stage.add(
        new Contender(
            DevicePart.OURS,
            scene.precision().toString(),
            Role.OURS,
            item -> timed.nanos(),
            item -> mean(batch),
            remark));
  }

  private long mean(int batch) {
    return IntStream.range(0, batch).mapToLong(work::network).sum() / batch;
  }

  /** Whether Frameflow itself took part: where it could not, a larger batch cannot either. */
  public static boolean ran(Stage stage) {
    return stage.absentees().stream().noneMatch(one -> one.name().equals(DevicePart.OURS));
  }
}
