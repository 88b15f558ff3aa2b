package io.frameflow.pipeline.operator;

import io.frameflow.detector.images.Image;
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

/** A few threads that decode the pictures of a batch at the same time. */
final class FrameDecoders implements AutoCloseable {
  private static final long CLOSING_SECONDS = 10;

  private final FrameModel model;
  private final ExecutorService threads;

  FrameDecoders(FrameModel model, int count) {
    this.model = model;
    this.threads =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = new Thread(task, "frame-decoder");
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
      Image image = model.decode(bytes(jpeg));
      return DecodedFrame.of(image, System.nanoTime() - start);
    } catch (UndecodableImageException e) {
      Refusal refusal = new Refusal(reason(e.reason()), e.getMessage());
      return DecodedFrame.refused(refusal, System.nanoTime() - start);
    } catch (RuntimeException e) {
      return DecodedFrame.failed(e, System.nanoTime() - start);
    }
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

  private static byte[] bytes(ByteBuffer buffer) {
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
