package io.frameflow.train.proposals;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.proposals.ProposalMethod;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DecodedImages;
import io.frameflow.train.progress.Progress;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Proposals of image files in their order, computed by several threads a few images ahead of the
 * reader: never those of a whole data set at once. For one reader.
 */
public final class ProposalsAhead implements AutoCloseable {
  private static final int AHEAD_PER_THREAD = 8;

  private final Iterator<AnnotatedImage> coming;
  private final ProposalMethod method;
  private final int count;
  private final ImageDecoder decoder;
  private final Progress progress;
  private final ExecutorService workers;
  private final Deque<Future<Boxes>> ahead = new ArrayDeque<>();

  /**
   * Begins.
   *
   * @param count most proposals per image
   * @param decoder of the image files; stays the caller's to close
   * @param progress told of every image that is done; stays the caller's to close
   */
  public ProposalsAhead(
      List<AnnotatedImage> images,
      ProposalMethod method,
      int count,
      ImageDecoder decoder,
      int threads,
      Progress progress) {
    this.coming = images.iterator();
    this.method = method;
    this.count = count;
    this.decoder = decoder;
    this.progress = progress;
    this.workers = Executors.newFixedThreadPool(threads);
    for (int i = 0; i < threads * AHEAD_PER_THREAD; i++) {
      submitNext();
    }
  }

  /**
   * The proposals of the next image, in continuous pixels of the original image.
   *
   * @throws IOException where the image cannot be decoded; the message names it
   * @throws java.util.NoSuchElementException after the last image
   */
  public Boxes next() throws IOException {
    submitNext();
    try {
      return ahead.remove().get();
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("computing proposals was interrupted", e);
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }

  private void submitNext() {
    if (coming.hasNext()) {
      AnnotatedImage image = coming.next();
      ahead.add(
          workers.submit(
              () -> {
                Boxes boxes = method.propose(DecodedImages.read(image, decoder), count);
                progress.step();
                return boxes;
              }));
    }
  }

  private static IOException rethrown(Throwable cause) {
    if (cause instanceof IOException e) {
      return e;
    }
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return new IOException(cause);
  }
}
