package io.frameflow.connectors.simulation;

import io.frameflow.connectors.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes frames of many simulated streets as a Pascal VOC data set: {@code JPEGImages/*.jpg},
 * {@code Annotations/*.xml} and the lists {@code ImageSets/Main/train.txt} and {@code val.txt}.
 *
 * <p>No street is in both lists, and no small seed (0, 1, 2, ... as the demo's cameras have) gives
 * one of these streets: {@code val} measures how well unseen cameras are served.
 *
 * @param train number of training images
 * @param val number of validation images
 * @param seed decides all pictures; the same seed writes the same bytes
 * @param width picture width in pixels
 * @param height picture height in pixels
 */
public record SimulationDataSet(int train, int val, long seed, int width, int height) {
  /** Frames taken from one street, spread over its day. */
  static final int FRAMES_PER_STREET = 8;

  public SimulationDataSet {
    StreetScene.requireSize(width, height);
    if (train < 0 || val < 0 || train + val == 0) {
      throw new IllegalArgumentException(
          "a data set of %d training and %d validation images: give at least one image"
              .formatted(train, val));
    }
  }

  /** How many objects of one class were written. */
  public record Count(int objects, int difficult) {
    Count plus(boolean oneDifficult) {
      return new Count(objects + (oneDifficult ? 0 : 1), difficult + (oneDifficult ? 1 : 0));
    }
  }

  /**
   * What was written.
   *
   * @param streets number of different cameras
   * @param counts by class; {@code objects} leaves the difficult ones out
   */
  public record Summary(int images, int streets, Map<String, Count> counts) {}

  /**
   * Writes the data set; files of the same name are replaced, others stay.
   *
   * @param progress told, from several threads, the number of images that were just written
   * @throws IOException when {@code directory} cannot be written
   */
  public Summary write(Path directory, IntConsumer progress) throws IOException {
    Path lists = directory.resolve("ImageSets").resolve("Main");
    Files.createDirectories(lists);
    Files.createDirectories(directory.resolve("JPEGImages"));
    Files.createDirectories(directory.resolve("Annotations"));
    List<Street> streets = Stream.concat(split("train", train), split("val", val)).toList();
    List<SceneObject> all = new ArrayList<>();
    try {
      streets.parallelStream()
          .map(street -> film(street, directory, progress))
          .toList()
          .forEach(all::addAll);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    // Last, so that an interrupted run leaves no list that promises missing pictures.
    list(lists.resolve("train.txt"), "train", train);
    list(lists.resolve("val.txt"), "val", val);
    Map<String, Count> counts = new TreeMap<>();
    StreetScene.LABELS.forEach(label -> counts.put(label, new Count(0, 0)));
    all.forEach(object -> counts.compute(object.label(), (k, c) -> c.plus(object.difficult())));
    return new Summary(train + val, streets.size(), counts);
  }

  /** The images {@code first} to {@code first + count - 1} of a split, all from one camera. */
  private record Street(String split, long seed, int first, int count) {}

  private Stream<Street> split(String split, int images) {
    int streets = (images + FRAMES_PER_STREET - 1) / FRAMES_PER_STREET;
    int parity = split.equals("val") ? 1 : 0;
    return IntStream.range(0, streets)
        .mapToObj(
            i -> {
              int first = i * FRAMES_PER_STREET;
              // One-to-one in i and parity, so no street comes twice.
              long camera = Dice.scramble((seed << 24) + 2L * i + parity + 1);
              return new Street(split, camera, first, Math.min(FRAMES_PER_STREET, images - first));
            });
  }

  private List<SceneObject> film(Street street, Path directory, IntConsumer progress) {
    List<SceneObject> objects = new ArrayList<>();
    Dice dice = Dice.of(street.seed(), 13);
    double start = dice.between(0, Light.DAY_SECONDS);
    try (SceneJpegs scene = new SceneJpegs(street.seed(), width, height)) {
      for (int i = 0; i < street.count(); i++) {
        double spread = (i + 0.8 * dice.unit()) / FRAMES_PER_STREET;
        SceneJpegs.Picture picture = scene.at(start + Light.DAY_SECONDS * spread);
        String name = name(street.split(), street.first() + i);
        WholeFile.write(directory.resolve("JPEGImages").resolve(name + ".jpg"), picture.jpeg());
        VocAnnotation.write(
            directory.resolve("Annotations").resolve(name + ".xml"),
            name + ".jpg",
            width,
            height,
            picture.objects());
        objects.addAll(picture.objects());
        progress.accept(1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return objects;
  }

  private static void list(Path file, String split, int images) throws IOException {
    WholeFile.write(
        file,
        IntStream.range(0, images)
            .mapToObj(i -> name(split, i) + "\n")
            .collect(Collectors.joining()));
  }

  private static String name(String split, int number) {
    return "%s-%05d".formatted(split, number);
  }
}
