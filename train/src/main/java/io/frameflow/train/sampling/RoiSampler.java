package io.frameflow.train.sampling;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.train.data.AnnotatedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes the mini-batches of a training run: images in shuffled epochs, brought to network scale as
 * the detector does it, augmented, with RoIs drawn from their proposals. Thread safe.
 */
public final class RoiSampler {
  private final List<AnnotatedImage> images;
  private final Map<String, Boxes> proposals;
  private final ScaledImages scaled;
  private final SamplingOptions sampling;
  private final Augmentation augmentation;
  private final long seed;
  private final EpochOrder order;

  /**
   * @param images the training images; at least one; not to be changed afterwards
   * @param proposals image id to proposals in continuous pixels of the original image, best first;
   *     every image must have an entry, which may be empty; not to be changed afterwards
   * @param scaled source of the images at network scale
   * @param seed together with a step's number decides that step's batch completely
   */
  public RoiSampler(
      List<AnnotatedImage> images,
      Map<String, Boxes> proposals,
      ScaledImages scaled,
      SamplingOptions sampling,
      AugmentationOptions augmentation,
      long seed) {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("there are no images to sample from");
    }
    for (AnnotatedImage image : images) {
      if (!proposals.containsKey(image.id())) {
        throw new IllegalArgumentException("image '" + image.id() + "' has no proposals entry");
      }
    }
    // no copies: those of a large data set are read when they are asked for
    this.images = images;
    this.proposals = proposals;
    this.scaled = scaled;
    this.sampling = sampling;
    this.augmentation = new Augmentation(augmentation);
    this.seed = seed;
    this.order = new EpochOrder(images.size(), seed);
  }

  /**
   * The batch of one step (0, 1, ...), a function of the seed and the step alone, so that a resumed
   * run continues with the batches it would have had.
   *
   * @throws IOException where an image file cannot be read or decoded; the message names it
   */
  public MiniBatch batch(long step) throws IOException {
    if (step < 0) {
      throw new IllegalArgumentException("step is " + step + "; steps count from 0");
    }
    SplittableRandom random = Seeds.random(seed, Seeds.Stream.STEP, step);
    boolean transpose = augmentation.drawTranspose(random);
    List<AnnotatedImage> chosen = new ArrayList<>();
    List<Image> pictures = new ArrayList<>();
    List<Placement> places = new ArrayList<>();
    int height = 0;
    int width = 0;
    for (int n = 0; n < sampling.imagesPerBatch(); n++) {
      AnnotatedImage image = images.get(order.imageAt(step * sampling.imagesPerBatch() + n));
      Image picture = scaled.get(image, augmentation.drawShortSide(random, scaled.shortSide()));
      Placement place =
          augmentation.drawPlacement(random, picture.width(), picture.height(), transpose);
      chosen.add(image);
      pictures.add(picture);
      places.add(place);
      height = Math.max(height, place.height());
      width = Math.max(width, place.width());
    }
    height = scaled.canvasSide(height);
    width = scaled.canvasSide(width);
    Canvas canvas = new Canvas(chosen.size(), height, width, scaled.padding());
    RoiArrays rois = new RoiArrays(chosen.size() * sampling.roisPerImage());
    for (int n = 0; n < chosen.size(); n++) {
      canvas.draw(n, pictures.get(n), places.get(n), augmentation.drawColours(random));
      rois.addAll(n, draw(chosen.get(n), pictures.get(n), places.get(n), random));
    }
    return rois.batch(chosen.size(), height, width, canvas.pixels());
  }

  /** Steps after which every image was seen (rounded up). */
  public long stepsPerEpoch() {
    return (images.size() + sampling.imagesPerBatch() - 1L) / sampling.imagesPerBatch();
  }

  private List<RoiChoice.Roi> draw(
      AnnotatedImage image, Image picture, Placement place, SplittableRandom random) {
    float scaleX = picture.width() / (float) image.width();
    float scaleY = picture.height() / (float) image.height();
    Scene scene = Scene.of(image, proposals.get(image.id()), scaleX, scaleY, place);
    RoiCandidates candidates = new RoiCandidates(scene, sampling, random);
    return new RoiChoice(sampling, random).draw(scene, candidates);
  }
}
