package io.frameflow.train.proposals;

import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.proposals.LearnedWindows;
import io.frameflow.detector.proposals.windows.WindowBand;
import io.frameflow.detector.proposals.windows.WindowModel;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DecodedImages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Makes {@link LearnedWindows} from annotated images.
 *
 * <p>Small, middle and large objects (relative to the data set) get window shapes, a scorer and a
 * share of the proposals of their own: with one scorer for all, the rare sizes were lost. So do
 * objects smaller than the data set shows, where it shows large ones only.
 */
public final class LearnedWindowsTrainer {

  private LearnedWindowsTrainer() {}

  /**
   * Trains on the images' files.
   *
   * @see #train(List, WindowTrainingOptions, ImageSource, ProgressListener)
   */
  public static LearnedWindows train(
      List<AnnotatedImage> images, WindowTrainingOptions options, ProgressListener progress)
      throws IOException {
    try (ImageDecoder decoder = new ImageDecoder()) {
      return train(images, options, image -> DecodedImages.read(image, decoder), progress);
    }
  }

  /**
   * Trains.
   *
   * @param images with at least one object that is not marked difficult
   * @return windows that depend on nothing but the images and the options
   * @throws IllegalArgumentException if there is no object to learn from
   * @throws IOException if an image cannot be read or decoded; the message names the file
   */
  public static LearnedWindows train(
      List<AnnotatedImage> images,
      WindowTrainingOptions options,
      ImageSource source,
      ProgressListener progress)
      throws IOException {
    Random random = new Random(options.seed());
    List<AnnotatedImage> used = sample(images, options.mostImages(), random);
    List<ObjectSize> sizes = ObjectSize.of(used);
    if (sizes.isEmpty()) {
      throw new IllegalArgumentException(
          "none of the %d images has an object to learn windows from; annotate some"
              .formatted(used.size()));
    }
    UnseenSizes unseen = UnseenSizes.below(sizes);
    List<List<ObjectSize>> bands = new ArrayList<>(SizeBands.of(sizes, options.bands()));
    if (!unseen.isEmpty()) {
      bands.add(unseen.sizes());
    }
    List<float[]> shapes = new ArrayList<>();
    for (List<ObjectSize> band : bands) {
      shapes.add(ShapeClusters.of(band, options.shapesPerBand(), random));
    }
    ExampleCollector collector = new ExampleCollector(options, shapes, unseen, random);
    for (int i = 0; i < used.size(); i++) {
      collector.add(used.get(i), source.read(used.get(i)));
      progress.progress("looking at objects", i + 1, used.size());
    }
    List<WindowBand> trained = new ArrayList<>();
    for (int band = 0; band < bands.size(); band++) {
      ObjectnessTraining training =
          new ObjectnessTraining(collector.examples().get(band), options.hidden(), random);
      double share = bands.get(band).stream().mapToDouble(ObjectSize::weight).sum();
      trained.add(
          new WindowBand((float) share, shapes.get(band), training.train(options.epochs())));
      progress.progress("training windows", band + 1, bands.size());
    }
    return new LearnedWindows(
        new WindowModel(
            WindowModel.FORMAT,
            options.workingPixels(),
            options.step(),
            options.mostPerShape(),
            options.overlap(),
            trained));
  }

  private static List<AnnotatedImage> sample(List<AnnotatedImage> images, int most, Random random) {
    if (images.size() <= most) {
      return images;
    }
    // Numbers are shuffled, not images: those of a large data set need not be in memory.
    List<Integer> shuffled = new ArrayList<>(IntStream.range(0, images.size()).boxed().toList());
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, most).stream().map(images::get).toList();
  }
}
