package io.frameflow.train.svm;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.boxes.Iou;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.proposals.ProposalMethod;
import io.frameflow.detector.proposals.ProposalMethods;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DecodedImages;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.progress.Progress;
import io.frameflow.train.regions.RegionAnswers;
import io.frameflow.train.regions.RegionNetwork;
import io.frameflow.train.solver.SessionSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * R-CNN's training of the classifiers after that of the network: the annotated boxes are the
 * positives, and one pass over the images collects the negatives that the classifiers so far get
 * wrong.
 */
public final class SvmTraining {

  /** Images whose regions tell how long the features are. */
  private static final int NORM_IMAGES = 50;

  private final RegionNetwork network;
  private final ProposalMethod method;
  private final ImageDecoder decoder;
  private final SvmOptions options;
  private final List<ClassExamples> classes = new ArrayList<>();
  private double norms;
  private long normed;

  private SvmTraining(
      RegionNetwork network, ProposalMethod method, ImageDecoder decoder, SvmOptions options) {
    this.network = network;
    this.method = method;
    this.decoder = decoder;
    this.options = options;
    List<String> labels = network.manifest().labels();
    int most = options.examplesPerClass(labels.size(), network.featureSize());
    labels.forEach(
        label -> classes.add(new ClassExamples(label, network.featureSize(), most, options)));
  }

  /**
   * Trains.
   *
   * @param images annotated with the model's labels; those that the network was trained on
   * @param progress two steps per image; stays the caller's to close
   * @return one classifier per class; a class without an object that is not difficult is never
   *     detected
   * @throws IOException where an image or the package cannot be read; the message names it
   * @throws IllegalArgumentException if no image shows an object
   */
  public static LinearSvms train(
      ModelPackage model,
      List<AnnotatedImage> images,
      SvmOptions options,
      SessionSettings settings,
      Progress progress)
      throws IOException {
    ProposalMethod method = ProposalMethods.load(model.directory(), model.manifest().proposals());
    try (RegionNetwork network = RegionNetwork.load(model, settings);
        ImageDecoder decoder = new ImageDecoder()) {
      return new SvmTraining(network, method, decoder, options).run(images, progress);
    }
  }

  private LinearSvms run(List<AnnotatedImage> images, Progress progress) throws IOException {
    int step = Math.max(1, images.size() / NORM_IMAGES);
    for (int i = 0; i < images.size(); i++) {
      Image pixels = DecodedImages.read(images.get(i), decoder);
      positives(images.get(i), pixels);
      if (i % step == 0) {
        norms(answer(pixels, proposals(pixels)).features());
      }
      progress.step();
    }
    if (classes.stream().allMatch(examples -> examples.positives() == 0)) {
      throw new IllegalArgumentException(
          "no object to learn from in %d images".formatted(images.size()));
    }
    double scale = norms == 0 ? 1 : options.norm() * normed / norms;
    for (AnnotatedImage image : images) {
      Image pixels = DecodedImages.read(image, decoder);
      mine(image, answer(pixels, proposals(pixels)));
      classes.stream().filter(ClassExamples::due).forEach(examples -> examples.train(scale));
      progress.step();
    }
    classes.forEach(examples -> examples.train(scale));
    return new LinearSvms(classes.stream().map(ClassExamples::svm).toList());
  }

  private Boxes proposals(Image pixels) {
    return method.propose(pixels, network.manifest().proposals().count());
  }

  private RegionAnswers answer(Image pixels, Boxes regions) {
    return network.answer(pixels, regions, true);
  }

  private void positives(AnnotatedImage image, Image pixels) {
    List<GroundTruth> objects =
        image.objects().stream()
            .filter(object -> !object.difficult() && isInside(object.box(), image))
            .toList();
    float[] features =
        answer(pixels, Boxes.of(objects.stream().map(GroundTruth::box).toList())).features();
    int size = network.featureSize();
    for (int i = 0; i < objects.size(); i++) {
      classes
          .get(objects.get(i).classId() - 1)
          .addPositive(Arrays.copyOfRange(features, i * size, (i + 1) * size));
    }
    norms(features);
  }

  /** Such boxes as the network answers for, so that row i is object i. */
  private static boolean isInside(Box box, AnnotatedImage image) {
    return !Boxes.of(List.of(box)).clip(image.width(), image.height()).nonEmpty().isEmpty();
  }

  private void mine(AnnotatedImage image, RegionAnswers answers) {
    Boxes regions = answers.regions();
    for (int k = 0; k < classes.size(); k++) {
      int classId = k + 1;
      Boxes objects =
          Boxes.of(
              image.objects().stream()
                  .filter(object -> object.classId() == classId)
                  .map(GroundTruth::box)
                  .toList());
      for (int i = 0; i < regions.size(); i++) {
        if (isNegative(regions, i, objects)) {
          classes.get(k).mine(answers.features(), i);
        }
      }
    }
  }

  private boolean isNegative(Boxes regions, int i, Boxes objects) {
    for (int j = 0; j < objects.size(); j++) {
      if (Iou.of(regions, i, objects, j) >= options.negativeIou()) {
        return false;
      }
    }
    return true;
  }

  private void norms(float[] features) {
    int size = network.featureSize();
    for (int from = 0; from < features.length; from += size) {
      double squares = 0;
      for (int i = from; i < from + size; i++) {
        squares += (double) features[i] * features[i];
      }
      norms += Math.sqrt(squares);
      normed++;
    }
  }
}
