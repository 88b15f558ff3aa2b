package io.frameflow.pipeline.operator;

import io.frameflow.detector.Detection;
import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.PrecisionChoice;
import io.frameflow.detector.Timings;
import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.images.UndecodableImageException;
import io.frameflow.detector.images.UndecodableImageException.Reason;
import io.frameflow.schemas.ModelIdentity;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in for a network where the operator's own behaviour is tested. A "JPEG" is one byte: its
 * value is the width of the picture, with some values that go wrong.
 */
public final class StubModel implements FrameModel {
  public static final byte POISON = 66;
  public static final byte BREAKS_DECODER = 67;
  public static final byte TRUNCATED = 68;

  final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
  final AtomicInteger closed = new AtomicInteger();

  /** Pictures that have been decoded and not closed. */
  final AtomicInteger openPictures = new AtomicInteger();

  boolean broken;
  Optional<PrecisionChoice> precision = Optional.empty();

  @Override
  public ModelIdentity identity() {
    return new ModelIdentity("stub", "1", "0".repeat(64));
  }

  @Override
  public Optional<PrecisionChoice> precision() {
    return precision;
  }

  @Override
  public Picture decode(byte[] jpeg) throws UndecodableImageException {
    if (jpeg.length == 0) {
      throw new UndecodableImageException(Reason.EMPTY, "image has no bytes");
    }
    if (jpeg[0] == TRUNCATED) {
      throw new UndecodableImageException(Reason.CORRUPT, "JPEG is truncated");
    }
    if (jpeg[0] == BREAKS_DECODER) {
      throw new IllegalStateException("decoder bug");
    }
    openPictures.incrementAndGet();
    return new Leased(new Image(jpeg[0], 1, new byte[jpeg[0] * Image.CHANNELS]), openPictures);
  }

  @Override
  public Boxes propose(Picture image) {
    return Boxes.of(0, 0, image.width(), image.height());
  }

  @Override
  public List<ImageDetections> detect(List<Picture> images, List<Boxes> proposals) {
    batches.add(images.size());
    if (broken || images.stream().anyMatch(image -> image.width() == POISON)) {
      throw new IllegalArgumentException("poison");
    }
    return images.stream().map(StubModel::found).toList();
  }

  private static ImageDetections found(Picture image) {
    Detection detection =
        new Detection("car", 1, .75f, new float[] {.25f, .75f}, new Box(0, 0, image.width(), 1));
    return new ImageDetections(
        image.width(), 1, List.of(detection), new Timings(1_000, 2_000, 3_000));
  }

  @Override
  public void close() {
    closed.incrementAndGet();
  }

  private record Leased(Image image, AtomicInteger open) implements Picture {
    @Override
    public int width() {
      return image.width();
    }

    @Override
    public int height() {
      return image.height();
    }

    @Override
    public void copyRow(int y, ByteBuffer target, int at) {
      image.copyRow(y, target, at);
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }
}
