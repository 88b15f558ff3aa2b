package io.frameflow.train.sampling;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.proposals.ProposalMethod;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DecodedImages;
import io.frameflow.train.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Proposals of a data set, computed once and kept in a file: selective search over some thousand
 * images takes minutes, and every run on the same data asks for the same boxes.
 *
 * @param directory where the files lie; created where missing
 * @param decoder of the image files; stays the caller's to close
 * @param threads that compute at the same time
 * @param warnings receives a line where a cache file is damaged and is made anew
 */
public record ProposalCache(
    Path directory, ImageDecoder decoder, int threads, Consumer<String> warnings) {
  private static final int AHEAD_PER_THREAD = 8;

  public ProposalCache {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + "; it must be at least 1");
    }
  }

  /**
   * Image id to proposals in continuous pixels of the original image, from the file or computed.
   *
   * @param dataSha256 identity of the images, {@code DataSet.sha256()}
   * @param methodIdentity tells methods and settings apart, such as the hash of the method's
   *     parameter file; the method's name is taken in anyway
   * @param count most proposals per image
   * @throws IOException where an image cannot be decoded or the file not be written
   */
  public Map<String, Boxes> get(
      List<AnnotatedImage> images,
      String dataSha256,
      ProposalMethod method,
      String methodIdentity,
      int count)
      throws IOException {
    String key =
        String.join("|", dataSha256, method.name(), methodIdentity, Integer.toString(count));
    ProposalFile file = ProposalFile.in(directory, key);
    if (Files.exists(file.path())) {
      try {
        Map<String, Boxes> cached = file.open();
        if (images.stream().allMatch(i -> cached.containsKey(i.id()))) {
          return cached;
        }
        warnings.accept("proposal cache " + file.path() + " lacks images; computing it anew");
      } catch (IOException e) {
        warnings.accept(
            "proposal cache "
                + file.path()
                + " is damaged ("
                + e.getMessage()
                + "); computing it anew");
      }
    }
    compute(images, method, count, file);
    return file.open();
  }

  private void compute(
      List<AnnotatedImage> images, ProposalMethod method, int count, ProposalFile file)
      throws IOException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try (Progress progress = Progress.start("proposals (" + method.name() + ")", images.size())) {
      // A few images ahead of the file, never the proposals of all.
      Deque<Future<Boxes>> ahead = new ArrayDeque<>();
      Iterator<AnnotatedImage> coming = images.iterator();
      for (int i = 0; i < threads * AHEAD_PER_THREAD && coming.hasNext(); i++) {
        ahead.add(submit(coming.next(), method, count, workers, progress));
      }
      Files.createDirectories(directory);
      file.write(
          images,
          image -> {
            if (coming.hasNext()) {
              ahead.add(submit(coming.next(), method, count, workers, progress));
            }
            return await(ahead.remove());
          });
    } finally {
      workers.shutdownNow();
    }
  }

  private Future<Boxes> submit(
      AnnotatedImage image,
      ProposalMethod method,
      int count,
      ExecutorService workers,
      Progress progress) {
    return workers.submit(
        () -> {
          Boxes boxes = method.propose(DecodedImages.read(image, decoder), count);
          progress.step();
          return boxes;
        });
  }

  private static Boxes await(Future<Boxes> pending) throws IOException {
    try {
      return pending.get();
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("computing proposals was interrupted", e);
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
