package io.frameflow.detector.images;

import io.frameflow.detector.images.UndecodableImageException.Reason;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.detector.tensorflow.TensorFlowUnavailableException;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.image.DecodeJpeg;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TString;

/**
 * Turns JPEG bytes into RGB, the same way for training, evaluation and serving.
 *
 * <p>Grey and CMYK images become RGB. An orientation tag (EXIF) is not applied: boxes refer to the
 * pixels as they are stored. Damaged images are refused, never patched up. Thread safe; decoding
 * runs on the calling thread.
 */
public final class ImageDecoder implements AutoCloseable {

  private static final List<Integer> REDUCTIONS = List.of(1, 2, 4, 8);

  private final Graph graph;
  private final Session session;
  private final Placeholder<TString> encoded;

  /** One operation for each reduction: 1, 2, 4, 8. */
  private final List<DecodeJpeg> decoded;

  /**
   * @throws TensorFlowUnavailableException if TensorFlow's native code does not load here
   */
  public ImageDecoder() throws TensorFlowUnavailableException {
    TensorFlowRuntime.load();
    graph = new Graph();
    Ops tf = Ops.create(graph);
    encoded = tf.placeholder(TString.class);
    decoded = REDUCTIONS.stream().map(reduction -> decoding(tf, encoded, reduction)).toList();
    // -1: on the calling thread, for the op is one sequential loop
    session = new Session(graph, ConfigProto.newBuilder().setInterOpParallelismThreads(-1).build());
  }

  private static DecodeJpeg decoding(Ops tf, Placeholder<TString> encoded, int reduction) {
    return tf.image.decodeJpeg(
        encoded, DecodeJpeg.channels((long) Image.CHANNELS), DecodeJpeg.ratio((long) reduction));
  }

  /** As {@link #decode(byte[], ImageLimits)} with {@link ImageLimits#DEFAULT}. */
  public Image decode(byte[] jpeg) throws UndecodableImageException {
    return decode(jpeg, ImageLimits.DEFAULT);
  }

  /** As {@link #decode(byte[], ImageLimits, Reduction)} with all pixels, onto the heap. */
  public Image decode(byte[] jpeg, ImageLimits limits) throws UndecodableImageException {
    try (TensorPicture picture = picture(jpeg, limits, Reduction.NONE)) {
      return picture.toImage();
    }
  }

  /**
   * Decodes one JPEG, and leaves its pixels outside the Java heap.
   *
   * @param jpeg the whole file; bytes behind its end marker are ignored
   * @param limits checked before anything is decoded, by the size that the JPEG claims
   * @param reduction asked for the size at which the picture is wanted
   * @return to be closed
   * @throws UndecodableImageException with the reason, if there is no image to be had from it
   */
  public Picture decode(byte[] jpeg, ImageLimits limits, Reduction reduction)
      throws UndecodableImageException {
    return picture(jpeg, limits, reduction);
  }

  private TensorPicture picture(byte[] jpeg, ImageLimits limits, Reduction reduction)
      throws UndecodableImageException {
    if (jpeg.length == 0) {
      throw new UndecodableImageException(Reason.EMPTY, "image has no bytes");
    }
    if (jpeg.length > limits.maxBytes()) {
      throw new UndecodableImageException(
          Reason.TOO_LARGE,
          "image has %d bytes, more than the %d allowed".formatted(jpeg.length, limits.maxBytes()));
    }
    if (!FileSignature.isJpeg(jpeg)) {
      throw new UndecodableImageException(
          Reason.UNSUPPORTED_FORMAT,
          "image is no JPEG; it looks like " + FileSignature.describe(jpeg));
    }
    JpegFrame frame = JpegInspector.inspect(jpeg, limits);
    return run(jpeg, reduction.of(frame.width(), frame.height()));
  }

  /**
   * The pixels that a JPEG claims to have, without decoding it: what it will cost.
   *
   * @return 0 if it claims none, so that it cannot be decoded
   */
  public static long claimedPixels(byte[] jpeg) {
    return FileSignature.isJpeg(jpeg) ? JpegInspector.claimedPixels(jpeg) : 0;
  }

  private TensorPicture run(byte[] jpeg, int reduction) throws UndecodableImageException {
    DecodeJpeg wanted = decoded.get(REDUCTIONS.indexOf(reduction));
    try (TString input = TString.tensorOfBytes(NdArrays.scalarOfObject(jpeg))) {
      return new TensorPicture(
          session.runner().feed(encoded, input).fetch(wanted).run(), reduction);
    } catch (TFInvalidArgumentException e) {
      // every other failure of TensorFlow is not the image's fault
      throw new UndecodableImageException(
          Reason.CORRUPT,
          "JPEG is damaged: " + e.getMessage().lines().findFirst().orElse("decoder failed"),
          e);
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
