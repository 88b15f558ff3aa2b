package io.frameflow.detector;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.models.ModelManifest;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Images and their proposals, laid out for one call of the network. An image without proposals gets
 * no page on the canvas.
 */
public final class Batch {

  private final ModelManifest.Input input;
  private final List<Page> pages = new ArrayList<>();
  private final List<Boxes> proposals = new ArrayList<>();
  private final List<Integer> firstRegions = new ArrayList<>();
  private int regions;

  private record Page(Picture image, InputGeometry geometry, Boxes proposals) {}

  private Batch(ModelManifest.Input input) {
    this.input = input;
  }

  /**
   * Lays images out.
   *
   * @param images as they are; they are scaled by the rule
   * @param proposals per image, in its original pixels
   * @param input the rule that scales the images
   */
  public static Batch of(
      List<? extends Picture> images, List<Boxes> proposals, ModelManifest.Input input) {
    Batch batch = new Batch(input);
    for (int i = 0; i < images.size(); i++) {
      batch.add(images.get(i), proposals.get(i));
    }
    return batch;
  }

  /**
   * The same images on the same pages with other proposals.
   *
   * @param others per image, in its original pixels; of no account for an image without a page
   */
  Batch withProposals(List<Boxes> others) {
    Batch batch = new Batch(input);
    int page = 0;
    for (int i = 0; i < proposals.size(); i++) {
      Boxes inside = Boxes.EMPTY;
      if (!proposals.get(i).isEmpty()) {
        Page old = pages.get(page++);
        Picture image = old.image();
        inside = others.get(i).clip(image.fullWidth(), image.fullHeight()).nonEmpty();
        batch.pages.add(new Page(image, old.geometry(), inside));
      }
      batch.proposals.add(inside);
      batch.firstRegions.add(batch.regions);
      batch.regions += inside.size();
    }
    return batch;
  }

  private void add(Picture image, Boxes proposed) {
    Boxes inside = proposed.clip(image.fullWidth(), image.fullHeight()).nonEmpty();
    proposals.add(inside);
    firstRegions.add(regions);
    if (!inside.isEmpty()) {
      InputGeometry geometry = InputGeometry.of(image.fullWidth(), image.fullHeight(), input);
      pages.add(new Page(image, geometry, inside));
      regions += inside.size();
    }
  }

  /** R, the number of regions of all images. */
  public int regions() {
    return regions;
  }

  /** Image {@code i}'s usable proposals: clipped, in original pixels. */
  public Boxes proposals(int i) {
    return proposals.get(i);
  }

  /** The row of image {@code i}'s first proposal in the network's output. */
  public int firstRegion(int i) {
    return firstRegions.get(i);
  }

  /** Scales all images onto a canvas. */
  public void paint(Canvas canvas) {
    reset(canvas);
    for (int i = 0; i < pages.size(); i++) {
      canvas.put(i, pages.get(i).image(), pages.get(i).geometry());
    }
  }

  /** As {@link #paint(Canvas)}, several images at a time. */
  void paint(Canvas canvas, Workers workers) {
    reset(canvas);
    workers.map(
        pages.size(),
        "scaling",
        i -> {
          canvas.put(i, pages.get(i).image(), pages.get(i).geometry());
          return i;
        });
  }

  private void reset(Canvas canvas) {
    int width = pages.stream().mapToInt(page -> page.geometry().width()).max().orElseThrow();
    int height = pages.stream().mapToInt(page -> page.geometry().height()).max().orElseThrow();
    canvas.reset(
        pages.size(),
        InputGeometry.roundUp(width, input.strideMultiple()),
        InputGeometry.roundUp(height, input.strideMultiple()));
  }

  /** {@code [R, 5]}: page, x1, y1, x2, y2 in pixels of the canvas. */
  public float[] rois() {
    float[] rois = new float[regions * Network.ROI_SIZE];
    writeRois(FloatBuffer.wrap(rois));
    return rois;
  }

  /** Puts what {@link #rois} returns where it is wanted. */
  void writeRois(FloatBuffer target) {
    for (int p = 0; p < pages.size(); p++) {
      Boxes boxes = pages.get(p).proposals();
      float scaleX = pages.get(p).geometry().scaleX();
      float scaleY = pages.get(p).geometry().scaleY();
      for (int i = 0; i < boxes.size(); i++) {
        target.put(p);
        target.put(boxes.x1(i) * scaleX).put(boxes.y1(i) * scaleY);
        target.put(boxes.x2(i) * scaleX).put(boxes.y2(i) * scaleY);
      }
    }
  }
}
