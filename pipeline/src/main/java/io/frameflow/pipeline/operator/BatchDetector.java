package io.frameflow.pipeline.operator;

import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Picture;
import io.frameflow.pipeline.frames.Refusal;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.waiting.Clocks;
import io.frameflow.pipeline.waiting.PendingFrame;
import io.frameflow.schemas.DeadLetterReason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs batches in two stages: the frames are prepared, each for itself, then the model looks at all
 * of them at once. Keeps one bad frame from costing others.
 */
final class BatchDetector {
  private static final Logger LOG = LoggerFactory.getLogger(BatchDetector.class);

  /**
   * So many failures without one success are not the frames' fault: a lost device or a broken model
   * must stop the job instead of turning the whole stream into dead letters.
   */
  static final int MOST_FAILURES_IN_A_ROW = 32;

  private final FrameModel model;
  private final FramePreparation preparation;
  private final StageThreads threads;
  private final Clocks clocks;
  private int failuresInARow;

  BatchDetector(FrameModel model, StageThreads threads, Clocks clocks) {
    this.model = model;
    this.preparation = new FramePreparation(model, clocks);
    this.threads = threads;
    this.clocks = clocks;
  }

  /** Begins with a batch; returns at once. */
  PreparedBatch prepare(List<PendingFrame> batch) {
    long start = clocks.nanos();
    List<Future<PreparedFrame>> pictures = new ArrayList<>(batch.size());
    for (PendingFrame pending : batch) {
      if (pending.frame() instanceof SourceFrame.Valid valid) {
        ByteBuffer jpeg = valid.frame().getJpeg();
        pictures.add(threads.prepare(() -> preparation.prepare(jpeg)));
      }
    }
    return new PreparedBatch(batch, pictures, start);
  }

  /** Ends with a batch. Called for one after the other, by one thread at a time. */
  BatchResults look(PreparedBatch batch) throws InterruptedException {
    long begin = clocks.nanos();
    List<PreparedFrame> prepared = new ArrayList<>(batch.pictures().size());
    long readyNanos = 0;
    for (Future<PreparedFrame> picture : batch.pictures()) {
      PreparedFrame frame = result(picture);
      readyNanos = Math.max(readyNanos, frame.doneNanos() - batch.startNanos());
      prepared.add(frame);
    }
    List<PreparedFrame> ready = prepared.stream().filter(PreparedFrame::ready).toList();
    List<Integer> calls = new ArrayList<>();
    List<Look> looks;
    try {
      looks = ready.isEmpty() ? List.of() : lookAt(ready, calls);
    } finally {
      ready.forEach(PreparedFrame::close);
    }
    long waitedNanos = Math.max(begin - batch.startNanos(), readyNanos);
    long lookingNanos = clocks.nanos() - batch.startNanos() - waitedNanos;
    return new BatchResults(
        results(batch, prepared, looks), prepared, calls, readyNanos, lookingNanos);
  }

  private static PreparedFrame result(Future<PreparedFrame> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      // An Error: out of memory, a native library that does not link. No frame's fault.
      throw new IllegalStateException(
          "a frame could not be prepared: " + e.getCause(), e.getCause());
    }
  }

  private List<FrameResult> results(
      PreparedBatch batch, List<PreparedFrame> prepared, List<Look> looks) {
    List<FrameResult> results = new ArrayList<>(batch.frames().size());
    int nextPrepared = 0;
    int nextLook = 0;
    for (PendingFrame pending : batch.frames()) {
      if (pending.frame() instanceof SourceFrame.Refused refused) {
        results.add(new FrameResult.Refused(refused, refused.refusal()));
      } else if (pending.frame() instanceof SourceFrame.Valid frame) {
        PreparedFrame picture = prepared.get(nextPrepared++);
        results.add(
            picture.ready()
                ? result(frame, looks.get(nextLook++), pending, batch.startNanos(), picture)
                : new FrameResult.Refused(frame, refusal(picture)));
      }
    }
    return results;
  }

  private Refusal refusal(PreparedFrame picture) {
    PreparedFrame.Failure failure = picture.failure();
    return failure == null ? picture.refusal() : failed(failure.part(), failure.cause());
  }

  private static FrameResult result(
      SourceFrame.Valid frame,
      Look look,
      PendingFrame pending,
      long startNanos,
      PreparedFrame picture) {
    return look.found() == null
        ? new FrameResult.Refused(frame, look.failure())
        : new FrameResult.Detected(
            frame,
            look.found(),
            pending.sinceNanos(),
            startNanos - pending.sinceNanos(),
            picture.decodeNanos(),
            picture.proposalNanos(),
            look.batchSize());
  }

  /** What the model made of one picture: detections, or null and a failure. */
  private record Look(ImageDetections found, Refusal failure, int batchSize) {
    static Look failed(Refusal failure) {
      return new Look(null, failure, 0);
    }
  }

  private List<Look> lookAt(List<PreparedFrame> frames, List<Integer> calls) {
    try {
      List<Look> looks = call(frames, calls);
      failuresInARow = 0;
      return looks;
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        // The operator is being closed; that is no frame's fault, and nobody waits for the others.
        throw e;
      }
      if (frames.size() == 1) {
        return List.of(Look.failed(failed("model", e)));
      }
      LOG.warn("The model failed on {} frames; trying them one by one", frames.size(), e);
      return frames.stream().map(frame -> lookAtOne(frame, calls)).toList();
    }
  }

  private Look lookAtOne(PreparedFrame frame, List<Integer> calls) {
    try {
      Look look = call(List.of(frame), calls).get(0);
      failuresInARow = 0;
      return look;
    } catch (RuntimeException e) {
      return Look.failed(failed("model", e));
    }
  }

  private List<Look> call(List<PreparedFrame> frames, List<Integer> calls) {
    List<Picture> images = frames.stream().map(PreparedFrame::image).toList();
    List<Boxes> proposals = frames.stream().map(PreparedFrame::proposals).toList();
    List<ImageDetections> found = model.detect(images, proposals);
    if (found.size() != images.size()) {
      throw new IllegalStateException(
          "the model gave %d results for %d pictures".formatted(found.size(), images.size()));
    }
    calls.add(images.size());
    return found.stream().map(one -> new Look(one, null, images.size())).toList();
  }

  private Refusal failed(Object part, RuntimeException e) {
    if (++failuresInARow >= MOST_FAILURES_IN_A_ROW) {
      throw new IllegalStateException(
          "the %s failed on %d frames in a row with model %s %s: %s"
              .formatted(
                  part,
                  failuresInARow,
                  model.identity().getName(),
                  model.identity().getVersion(),
                  e),
          e);
    }
    LOG.warn("The {} failed on a frame, which becomes a dead letter", part, e);
    return new Refusal(DeadLetterReason.DETECTION_FAILED, "the " + part + " failed: " + e);
  }
}
