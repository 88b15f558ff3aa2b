package io.frameflow.train.data;

import io.frameflow.detector.images.ImageDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Looks at the pixels of images on several threads, a few images at a time: never more pictures are
 * in memory than there are threads.
 */
public final class ParallelDecoding implements AutoCloseable {
  private static final int IMAGES_PER_THREAD = 16;

  /**
   * What is to be known about an image.
   *
   * @param <I> the image, with its file
   * @param <R> must not hold its pixels
   */
  @FunctionalInterface
  public interface Look<I, R> {
    R at(I image, ImageDecoder decoder) throws IOException;
  }

  private final ExecutorService workers;
  private final ImageDecoder decoder;
  private final int batch;

  /**
   * @throws IllegalArgumentException if there is no thread
   * @throws IOException if the decoder does not load here
   */
  public ParallelDecoding(int threads) throws IOException {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + "; it must be at least 1");
    }
    decoder = new ImageDecoder();
    workers = Executors.newFixedThreadPool(threads);
    batch = threads * IMAGES_PER_THREAD;
  }

  /** How many images make a good call of {@link #of}. */
  public int batch() {
    return batch;
  }

  /**
   * Looks at some images.
   *
   * @return in the images' order
   * @throws DataSetException where one cannot be read or decoded; the message names it
   */
  public <I, R> List<R> of(List<I> images, Look<I, R> look) throws DataSetException {
    List<Future<R>> pending = new ArrayList<>();
    for (I image : images) {
      pending.add(workers.submit(() -> look.at(image, decoder)));
    }
    List<R> results = new ArrayList<>();
    try {
      for (Future<R> result : pending) {
        results.add(result.get());
      }
    } catch (ExecutionException e) {
      pending.forEach(p -> p.cancel(false));
      throw rethrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataSetException("reading images was interrupted", e);
    }
    return results;
  }

  private static DataSetException rethrown(Throwable cause) {
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return cause instanceof DataSetException e
        ? e
        : new DataSetException(String.valueOf(cause.getMessage()), cause);
  }

  @Override
  public void close() {
    workers.shutdownNow();
    decoder.close();
  }
}
