package io.frameflow.train.proposals;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Iou;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.proposals.windows.IntegralImages;
import io.frameflow.detector.proposals.windows.WindowFeatures;
import io.frameflow.detector.proposals.windows.WindowGrid;
import io.frameflow.detector.proposals.windows.WorkingImage;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Collects, image by image, windows on objects and windows beside them for each size band. */
final class ExampleCollector {

  /** A window that overlaps an object at least this much shows it. */
  private static final float SHOWS = .55f;

  /** A window that overlaps every object less than this shows none. */
  private static final float SHOWS_NONE = .35f;

  /** Exact boxes that also serve as examples are moved by this part of their sides. */
  private static final float JITTER = .05f;

  private static final int EXACT_PER_OBJECT = 2;

  private final WindowTrainingOptions options;
  private final List<float[]> shapes;
  private final UnseenSizes unseen;
  private final List<WindowExamples> examples = new ArrayList<>();
  private final Random random;
  private final WorkingImage working = new WorkingImage();
  private final IntegralImages integrals = new IntegralImages();

  /** Of the picture that was loaded last. */
  private WindowFeatures describer;

  /**
   * @param shapes by band, as in {@link WindowGrid}; if there are unseen sizes, theirs come last
   */
  ExampleCollector(
      WindowTrainingOptions options, List<float[]> shapes, UnseenSizes unseen, Random random) {
    this.options = options;
    this.shapes = shapes;
    this.unseen = unseen;
    this.random = random;
    shapes.forEach(band -> examples.add(new WindowExamples()));
  }

  /** What was collected, one per band. */
  List<WindowExamples> examples() {
    return examples;
  }

  void add(AnnotatedImage annotated, Image image) {
    List<Box> wanted = new ArrayList<>();
    List<Box> all = new ArrayList<>();
    for (GroundTruth object : annotated.objects()) {
      all.add(object.box());
      if (ObjectSize.isUsable(object)) {
        wanted.add(object.box());
      }
    }
    int seen = unseen.isEmpty() ? shapes.size() : shapes.size() - 1;
    load(image);
    for (int band = 0; band < seen; band++) {
      addTo(band, scaled(wanted, image), scaled(all, image));
    }
    List<Integer> distances =
        unseen.distances(wanted, Math.sqrt((double) image.width() * image.height()));
    if (!distances.isEmpty()) {
      addFarther(image, wanted, all, distances.get(random.nextInt(distances.size())));
    }
  }

  /** Objects of unseen sizes: those of one tile among many that show the image from afar. */
  private void addFarther(Image image, List<Box> wanted, List<Box> all, int times) {
    double unit = Math.sqrt((double) image.width() * image.height());
    TiledPicture tiles = new TiledPicture(image, times);
    int column = random.nextInt(times);
    int row = random.nextInt(times);
    List<Box> ofOneTile =
        wanted.stream()
            .filter(object -> unseen.has(object, times, unit))
            .map(object -> tiles.place(object, column, row))
            .toList();
    List<Box> ofAllTiles = new ArrayList<>();
    for (Box object : all) {
      for (int tile = 0; tile < times * times; tile++) {
        ofAllTiles.add(tiles.place(object, tile % times, tile / times));
      }
    }
    load(tiles);
    addTo(shapes.size() - 1, scaled(ofOneTile, tiles), scaled(ofAllTiles, tiles));
  }

  private void load(Picture picture) {
    working.load(picture, options.workingPixels());
    integrals.load(working);
    describer = new WindowFeatures(integrals);
  }

  /** Boxes in pixels of a picture, in those of the working image. */
  private List<Box> scaled(List<Box> boxes, Picture picture) {
    float scaleX = working.width() / (float) picture.width();
    float scaleY = working.height() / (float) picture.height();
    return boxes.stream()
        .map(b -> new Box(b.x1() * scaleX, b.y1() * scaleY, b.x2() * scaleX, b.y2() * scaleY))
        .toList();
  }

  private void addTo(int band, List<Box> wanted, List<Box> all) {
    float[] windows =
        WindowGrid.windows(
            shapes.get(band),
            working.width(),
            working.height(),
            options.step(),
            options.mostPerShape());
    addObjects(windows, wanted, examples.get(band));
    addBackground(windows, all, examples.get(band));
  }

  private void addObjects(float[] windows, List<Box> objects, WindowExamples into) {
    for (Box object : objects) {
      List<Integer> hits = new ArrayList<>();
      for (int at = 0; at < windows.length; at += 4) {
        if (iou(windows, at, object) >= SHOWS) {
          hits.add(at);
        }
      }
      int take = Math.min(options.positivesPerObject(), hits.size());
      for (int i = 0; i < take; i++) {
        // A partial Fisher-Yates shuffle: each hit is taken at most once.
        int j = i + random.nextInt(hits.size() - i);
        int at = hits.get(j);
        hits.set(j, hits.get(i));
        into.add(describer, windows, at, 1);
      }
      for (int i = 0; take > 0 && i < EXACT_PER_OBJECT; i++) {
        into.add(describer, jittered(object), 0, 1);
      }
    }
  }

  private float[] jittered(Box box) {
    float dx = box.width() * JITTER * (float) random.nextGaussian();
    float dy = box.height() * JITTER * (float) random.nextGaussian();
    return new float[] {box.x1() + dx, box.y1() + dy, box.x2() + dx, box.y2() + dy};
  }

  private void addBackground(float[] windows, List<Box> objects, WindowExamples into) {
    for (int i = 0; i < options.negativesPerImage(); i++) {
      int at = 4 * random.nextInt(windows.length / 4);
      float nearest = 0;
      for (Box object : objects) {
        nearest = Math.max(nearest, iou(windows, at, object));
      }
      if (nearest < SHOWS_NONE) {
        into.add(describer, windows, at, 0);
      }
    }
  }

  private static float iou(float[] windows, int at, Box box) {
    return Iou.of(
        windows[at],
        windows[at + 1],
        windows[at + 2],
        windows[at + 3],
        box.x1(),
        box.y1(),
        box.x2(),
        box.y2());
  }
}
