package io.frameflow.detector.images;

import io.frameflow.detector.images.UndecodableImageException.Reason;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.detector.tensorflow.TensorFlowUnavailableException;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.image.DecodeJpeg;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * Turns JPEG bytes into RGB, the same way for training, evaluation and serving.
 *
 * <p>Grey and CMYK images become RGB. An orientation tag (EXIF) is not applied: boxes refer to the
 * pixels as they are stored. Damaged images are refused, never patched up. Thread safe; decoding
 * runs on the calling thread.
 */
public final class ImageDecoder implements AutoCloseable {

  private final Graph graph;
  private final Session session;
  private final Placeholder<TString> encoded;
  private final DecodeJpeg decoded;

  /**
   * @throws TensorFlowUnavailableException if TensorFlow's native code does not load here
   */
  public ImageDecoder() throws TensorFlowUnavailableException {
    TensorFlowRuntime.load();
    graph = new Graph();
    Ops tf = Ops.create(graph);
    encoded = tf.placeholder(TString.class);
    decoded = tf.image.decodeJpeg(encoded, DecodeJpeg.channels((long) Image.CHANNELS));
    // -1: on the calling thread, for the op is one sequential loop
    session = new Session(graph, ConfigProto.newBuilder().setInterOpParallelismThreads(-1).build());
  }

  /** As {@link #decode(byte[], ImageLimits)} with {@link ImageLimits#DEFAULT}. */
  public Image decode(byte[] jpeg) throws UndecodableImageException {
    return decode(jpeg, ImageLimits.DEFAULT);
  }

  /**
   * Decodes one JPEG.
   *
   * @param jpeg the whole file; bytes behind its end marker are ignored
   * @param limits checked before anything is decoded
   * @throws UndecodableImageException with the reason, if there is no image to be had from it
   */
  public Image decode(byte[] jpeg, ImageLimits limits) throws UndecodableImageException {
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
    return run(jpeg, JpegInspector.inspect(jpeg, limits));
  }

  /**
   * The pixels that a JPEG claims to have, without decoding it: what it will cost.
   *
   * @return 0 if it claims none, so that it cannot be decoded
   */
  public static long claimedPixels(byte[] jpeg) {
    return FileSignature.isJpeg(jpeg) ? JpegInspector.claimedPixels(jpeg) : 0;
  }

  private Image run(byte[] jpeg, JpegFrame frame) throws UndecodableImageException {
    try (TString input = TString.tensorOfBytes(NdArrays.scalarOfObject(jpeg));
        Result result = session.runner().feed(encoded, input).fetch(decoded).run()) {
      TUint8 pixels = (TUint8) result.get(0);
      byte[] rgb = new byte[Math.toIntExact(pixels.size())];
      pixels.asRawTensor().data().read(rgb);
      return new Image(frame.width(), frame.height(), rgb);
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
