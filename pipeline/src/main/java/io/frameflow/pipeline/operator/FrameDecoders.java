package io.frameflow.pipeline.operator;

import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.images.UndecodableImageException;
import io.frameflow.pipeline.frames.Refusal;
import io.frameflow.schemas.DeadLetterReason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A few threads that decode the pictures of a batch at the same time. */
final class FrameDecoders implements AutoCloseable {
  private static final AtomicInteger CREATED = new AtomicInteger();

  private static final long CLOSING_SECONDS = 10;

  /** 4K video. If there is no room for 25 MB, one picture may be the reason; else it is not. */
  private static final long PIXELS_OF_A_LARGE_PICTURE = 3840L * 2160;

  private final FrameModel model;
  private final ExecutorService threads;

  FrameDecoders(FrameModel model, int count) {
    this.model = model;
    this.threads =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = new Thread(task, "frameflow-decoder-" + CREATED.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The n-th result belongs to the n-th JPEG. */
  List<DecodedFrame> decode(List<ByteBuffer> jpegs) throws InterruptedException {
    List<Callable<DecodedFrame>> tasks = new ArrayList<>(jpegs.size());
    for (ByteBuffer jpeg : jpegs) {
      tasks.add(() -> decode(jpeg));
    }
    List<DecodedFrame> decoded = new ArrayList<>(jpegs.size());
    for (Future<DecodedFrame> one : threads.invokeAll(tasks)) {
      decoded.add(result(one));
    }
    return decoded;
  }

  private DecodedFrame decode(ByteBuffer jpeg) {
    long start = System.nanoTime();
    try {
      Picture image = model.decode(bytes(jpeg));
      return DecodedFrame.of(image, System.nanoTime() - start);
    } catch (UndecodableImageException e) {
      Refusal refusal = new Refusal(reason(e.reason()), e.getMessage());
      return DecodedFrame.refused(refusal, System.nanoTime() - start);
    } catch (RuntimeException e) {
      return DecodedFrame.failed(e, System.nanoTime() - start);
    } catch (OutOfMemoryError e) {
      long pixels = ImageDecoder.claimedPixels(bytes(jpeg));
      if (pixels < PIXELS_OF_A_LARGE_PICTURE) {
        throw e;
      }
      return DecodedFrame.refused(withoutRoom(pixels), System.nanoTime() - start);
    }
  }

  /** The array was never made, so that nothing is broken; a restart would meet the same frame. */
  private static Refusal withoutRoom(long pixels) {
    return new Refusal(
        DeadLetterReason.IMAGE_TOO_LARGE,
        "there is no memory for its %d pixels: give the process more heap or lower"
                .formatted(pixels)
            + " --max-image-pixels");
  }

  private static DecodedFrame result(Future<DecodedFrame> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      // An Error: out of memory, a native library that does not link. No frame's fault.
      throw new IllegalStateException("the decoder broke down: " + e.getCause(), e.getCause());
    }
  }

  private static DeadLetterReason reason(UndecodableImageException.Reason reason) {
    return switch (reason) {
      case EMPTY -> DeadLetterReason.EMPTY_IMAGE;
      case UNSUPPORTED_FORMAT -> DeadLetterReason.UNSUPPORTED_FORMAT;
      case CORRUPT -> DeadLetterReason.CORRUPT_IMAGE;
      case TOO_LARGE -> DeadLetterReason.IMAGE_TOO_LARGE;
    };
  }

  /** The buffer's bytes, copied only where its array has others too. */
  static byte[] bytes(ByteBuffer buffer) {
    int from = buffer.arrayOffset() + buffer.position();
    byte[] array = buffer.array();
    return from == 0 && buffer.remaining() == array.length
        ? array
        : Arrays.copyOfRange(array, from, from + buffer.remaining());
  }

  /** Waits for running decodes: they use the model, which is closed next. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "a picture is still being decoded after %d s".formatted(CLOSING_SECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
