package io.frameflow.bench.scene;

import io.frameflow.detector.Detector;
import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.Precision;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.models.FrozenGraph;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.proposals.ProposalMethod;
import io.frameflow.detector.proposals.ProposalMethods;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.MetaGraphDef;

/**
 * The same model and pictures for everyone.
 *
 * @param model the package that is measured
 * @param graph its network
 * @param method its own way to propose regions
 * @param pictures at least one
 * @param threads that everybody may use
 * @param precision the number format that Frameflow chooses for the model on this machine
 * @param peers who is asked to take part
 */
public record Scene(
    ModelPackage model,
    MetaGraphDef graph,
    ProposalMethod method,
    List<Picture> pictures,
    int threads,
    Precision precision,
    PeerChoice peers) {

  public Scene {
    pictures = List.copyOf(pictures);
  }

  /**
   * Opens the model and prepares the pictures.
   *
   * @throws IOException if the model cannot be served or a picture not be decoded
   * @throws IllegalArgumentException if there is no picture, or one without a proposal
   */
  public static Scene open(Path directory, List<byte[]> jpegs, int threads, PeerChoice peers)
      throws IOException {
    if (jpegs.isEmpty()) {
      throw new IllegalArgumentException("there is no picture to work on");
    }
    // The first one to load TensorFlow decides on its threads.
    TensorFlowRuntime.load(threads);
    ModelPackage model = ModelPackage.open(directory);
    MetaGraphDef graph = FrozenGraph.read(directory.resolve(FrozenGraph.PATH)).getMetaGraphs(0);
    ProposalMethod method = ProposalMethods.load(directory, model.manifest().proposals());
    List<Picture> pictures = new ArrayList<>();
    try (ImageDecoder decoder = new ImageDecoder()) {
      for (byte[] jpeg : jpegs) {
        Image image = decoder.decode(jpeg);
        Boxes proposals = method.propose(image, model.manifest().proposals().count());
        if (proposals.nonEmpty().isEmpty()) {
          throw new IllegalArgumentException(
              "the model's method proposes no region in picture %d of %d; take others"
                  .formatted(pictures.size() + 1, jpegs.size()));
        }
        pictures.add(Picture.of(jpeg, image, proposals, model.manifest()));
      }
    }
    return new Scene(model, graph, method, pictures, threads, chosen(model, threads), peers);
  }

  private static Precision chosen(ModelPackage model, int threads) throws IOException {
    try (Detector detector =
        Detector.load(model, DetectorOptions.defaults().withThreads(threads))) {
      return detector.precision().precision();
    }
  }

  /** How everything of Frameflow is run that detects. */
  public DetectorOptions detector() {
    return DetectorOptions.defaults().withThreads(threads).withPrecision(precision);
  }

  /** One of the pictures, in turns. */
  public Picture picture(int item) {
    return pictures.get(item % pictures.size());
  }
}
