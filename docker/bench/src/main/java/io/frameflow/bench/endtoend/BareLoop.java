package io.frameflow.bench.endtoend;

import io.frameflow.bench.scene.Scene;
import io.frameflow.detector.Detector;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.ImageLimits;
import io.frameflow.detector.images.Picture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The detector in a loop: batches of frames are decoded by as many threads as in the job, and
 * detected. It is what the job could do if Kafka and Flink cost nothing.
 */
public final class BareLoop implements AutoCloseable {

  private final Scene scene;
  private final int batch;
  private final Detector detector;
  private final ImageDecoder decoder;
  private final ExecutorService decoders;

  /**
   * Loads the model.
   *
   * @param batch frames that are detected at once
   */
  public BareLoop(Scene scene, int batch) throws IOException {
    this.scene = scene;
    this.batch = batch;
    decoder = new ImageDecoder();
    detector = Detector.load(scene.model(), scene.detector());
    decoders = Executors.newFixedThreadPool(scene.threads());
  }

  /**
   * Detects on frames.
   *
   * @return nanoseconds of one
   */
  public long burst(int frames) throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    for (int first = 0; first < frames; first += batch) {
      List<Callable<Picture>> tasks = new ArrayList<>();
      for (int i = first; i < Math.min(first + batch, frames); i++) {
        byte[] jpeg = scene.picture(i).jpeg();
        tasks.add(() -> decoder.decode(jpeg, ImageLimits.DEFAULT, detector.reduction()));
      }
      List<Picture> pictures = new ArrayList<>();
      for (Future<Picture> picture : decoders.invokeAll(tasks)) {
        pictures.add(picture.get());
      }
      detector.detect(pictures);
      pictures.forEach(Picture::close);
    }
    return (System.nanoTime() - start) / frames;
  }

  @Override
  public void close() {
    decoders.shutdownNow();
    detector.close();
    decoder.close();
  }
}
