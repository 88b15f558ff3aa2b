package io.frameflow.pipeline.operator;

import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.images.Image;
import io.frameflow.pipeline.frames.Refusal;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.waiting.Clocks;
import io.frameflow.pipeline.waiting.PendingFrame;
import io.frameflow.schemas.DeadLetterReason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one batch: decodes, calls the model once, and keeps one bad frame from costing others. */
final class BatchDetector {
  private static final Logger LOG = LoggerFactory.getLogger(BatchDetector.class);

  /**
   * So many failures without one success are not the frames' fault: a lost device or a broken model
   * must stop the job instead of turning the whole stream into dead letters.
   */
  static final int MOST_FAILURES_IN_A_ROW = 32;

  private final FrameModel model;
  private final FrameDecoders decoders;
  private final DetectorMetrics metrics;
  private final Clocks clocks;
  private int failuresInARow;

  BatchDetector(FrameModel model, FrameDecoders decoders, DetectorMetrics metrics, Clocks clocks) {
    this.model = model;
    this.decoders = decoders;
    this.metrics = metrics;
    this.clocks = clocks;
  }

  /** One result per frame, in the same order. */
  List<FrameResult> run(List<PendingFrame> batch) throws InterruptedException {
    List<FrameResult> results = new ArrayList<>(batch.size());
    for (List<PendingFrame> part : DecodingMemory.split(batch)) {
      results.addAll(runAtOnce(part));
    }
    return results;
  }

  private List<FrameResult> runAtOnce(List<PendingFrame> batch) throws InterruptedException {
    long startNanos = clocks.nanos();
    List<DecodedFrame> decoded = decoders.decode(jpegs(batch));
    List<Image> images =
        decoded.stream().filter(DecodedFrame::readable).map(DecodedFrame::image).toList();
    List<Look> looks = images.isEmpty() ? List.of() : lookAt(images);

    List<FrameResult> results = new ArrayList<>(batch.size());
    int nextDecoded = 0;
    int nextLook = 0;
    for (PendingFrame pending : batch) {
      if (pending.frame() instanceof SourceFrame.Refused refused) {
        results.add(new FrameResult.Refused(refused, refused.refusal()));
      } else if (pending.frame() instanceof SourceFrame.Valid frame) {
        DecodedFrame picture = decoded.get(nextDecoded++);
        if (!picture.readable()) {
          metrics.undecodable();
          results.add(new FrameResult.Refused(frame, refusal(picture)));
          continue;
        }
        metrics.decoded(picture.nanos());
        results.add(result(frame, looks.get(nextLook++), pending, startNanos, picture.nanos()));
      }
    }
    return results;
  }

  private static List<ByteBuffer> jpegs(List<PendingFrame> batch) {
    List<ByteBuffer> jpegs = new ArrayList<>(batch.size());
    for (PendingFrame pending : batch) {
      if (pending.frame() instanceof SourceFrame.Valid valid) {
        jpegs.add(valid.frame().getJpeg());
      }
    }
    return jpegs;
  }

  private Refusal refusal(DecodedFrame picture) {
    return picture.failure() == null ? picture.refusal() : failed("decoder", picture.failure());
  }

  private static FrameResult result(
      SourceFrame.Valid frame, Look look, PendingFrame pending, long startNanos, long decodeNanos) {
    return look.found() == null
        ? new FrameResult.Refused(frame, look.failure())
        : new FrameResult.Detected(
            frame,
            look.found(),
            pending.sinceNanos(),
            startNanos - pending.sinceNanos(),
            decodeNanos,
            look.batchSize());
  }

  /** What the model made of one picture: detections, or null and a failure. */
  private record Look(ImageDetections found, Refusal failure, int batchSize) {
    static Look failed(Refusal failure) {
      return new Look(null, failure, 0);
    }
  }

  private List<Look> lookAt(List<Image> images) {
    try {
      List<Look> looks = call(images);
      failuresInARow = 0;
      return looks;
    } catch (RuntimeException e) {
      if (images.size() == 1) {
        return List.of(Look.failed(failed("model", e)));
      }
      LOG.warn("The model failed on {} frames; trying them one by one", images.size(), e);
      return images.stream().map(this::lookAtOne).toList();
    }
  }

  private Look lookAtOne(Image image) {
    try {
      Look look = call(List.of(image)).get(0);
      failuresInARow = 0;
      return look;
    } catch (RuntimeException e) {
      return Look.failed(failed("model", e));
    }
  }

  private List<Look> call(List<Image> images) {
    List<ImageDetections> found = model.detect(images);
    if (found.size() != images.size()) {
      throw new IllegalStateException(
          "the model gave %d results for %d pictures".formatted(found.size(), images.size()));
    }
    metrics.batch(images.size());
    return found.stream().map(one -> new Look(one, null, images.size())).toList();
  }

  private Refusal failed(String part, RuntimeException e) {
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
