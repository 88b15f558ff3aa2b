package io.frameflow.train.sampling;

import io.frameflow.detector.InputGeometry;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.Resize;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DecodedImages;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Images brought to network scale by the detector's rule, kept in memory up to a cap; the least
 * recently used go first and are decoded again when needed. Thread safe.
 */
public final class ScaledImages {
  private final ImageDecoder decoder;
  private final ModelManifest.Input input;
  private final List<Float> pixelMeans;
  private final long maxBytes;
  private final Map<String, Image> kept = new LinkedHashMap<>(16, .75f, true);
  private long keptBytes;

  /**
   * @param decoder stays the caller's to close
   * @param pixelMeans red, green, blue on 0..255: what the canvas is filled with
   * @param maxBytes of pixels to keep; 0 decodes every time
   */
  public ScaledImages(
      ImageDecoder decoder, ModelManifest.Input input, List<Float> pixelMeans, long maxBytes) {
    if (pixelMeans.size() != 3) {
      throw new IllegalArgumentException("pixel means " + pixelMeans + " are not three numbers");
    }
    if (maxBytes < 0) {
      throw new IllegalArgumentException("image cache of " + maxBytes + " bytes; use 0 or more");
    }
    this.decoder = decoder;
    this.input = input;
    this.pixelMeans = List.copyOf(pixelMeans);
    this.maxBytes = maxBytes;
  }

  /** The image at network scale. */
  public Image get(AnnotatedImage image) throws IOException {
    return get(image, input.shortSide());
  }

  /**
   * The image at another scale; the limit of the long side grows and shrinks alike.
   *
   * @param shortSide pixels
   */
  public Image get(AnnotatedImage image, int shortSide) throws IOException {
    String key = image.id() + "/" + shortSide;
    synchronized (kept) {
      Image found = kept.get(key);
      if (found != null) {
        return found;
      }
    }
    Image scaled = scale(DecodedImages.read(image, decoder), at(shortSide));
    synchronized (kept) {
      if (scaled.rgb().length <= maxBytes && kept.putIfAbsent(key, scaled) == null) {
        keptBytes += scaled.rgb().length;
        dropOldest();
      }
    }
    return scaled;
  }

  /** Bytes of pixels that are kept now. */
  public long keptBytes() {
    synchronized (kept) {
      return keptBytes;
    }
  }

  /** [3] the padding's colour in whole levels, as the detector pads its 8-bit canvas. */
  float[] padding() {
    float[] levels = new float[3];
    for (int c = 0; c < 3; c++) {
      levels[c] = Math.round(pixelMeans.get(c));
    }
    return levels;
  }

  /** A side rounded up to the network's stride. */
  int canvasSide(int pixels) {
    int stride = input.strideMultiple();
    return (pixels + stride - 1) / stride * stride;
  }

  int shortSide() {
    return input.shortSide();
  }

  private ModelManifest.Input at(int shortSide) {
    if (shortSide == input.shortSide()) {
      return input;
    }
    int longSide = Math.round((float) input.longSide() * shortSide / input.shortSide());
    return new ModelManifest.Input(shortSide, longSide, input.strideMultiple());
  }

  private static Image scale(Image image, ModelManifest.Input at) {
    InputGeometry size = InputGeometry.of(image.width(), image.height(), at);
    return Resize.to(image, size.width(), size.height());
  }

  private void dropOldest() {
    Iterator<Image> oldest = kept.values().iterator();
    while (keptBytes > maxBytes) {
      keptBytes -= oldest.next().rgb().length;
      oldest.remove();
    }
  }
}
