package io.frameflow.pipeline.operator;

import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.ModelIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Gathers frames of all cameras into batches and gives exactly one record for each, in the order of
 * arrival: {@link FrameDetections}, or a {@link DeadLetter} on {@link #DEAD_LETTERS}.
 *
 * <p>A batch runs when it is full, when its first frame has waited long enough, and before anything
 * passes that speaks about the frames before it: a checkpoint barrier, a watermark, the end of
 * input. So a checkpoint never finds a frame in the buffer and the operator needs no state. On
 * close() the buffer is dropped: the frames in it come again from the last checkpoint.
 *
 * <p>An Error and a model that keeps failing leave the operator and restart the job.
 */
public final class FrameDetectorOperator extends AbstractStreamOperator<FrameDetections>
    implements OneInputStreamOperator<SourceFrame, FrameDetections>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  /** Side output of the frames that could not be processed. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", new AvroTypeInfo<>(DeadLetter.class));

  private final DetectorFactory factory;
  private final BatchSettings settings;

  private transient List<PendingFrame> buffer;
  private transient ScheduledFuture<?> timer;
  private transient FrameModel model;
  private transient ModelIdentity identity;
  private transient FrameDecoders decoders;
  private transient DetectorMetrics frameMetrics;
  private transient BatchDetector detector;

  public FrameDetectorOperator(DetectorFactory factory, BatchSettings settings) {
    this.factory = factory;
    this.settings = settings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    buffer = new ArrayList<>(settings.size());
    model = factory.open();
    identity = model.identity();
    decoders = new FrameDecoders(model, Math.min(settings.decoderThreads(), settings.size()));
    frameMetrics = new DetectorMetrics(getMetricGroup(), identity);
    detector = new BatchDetector(model, decoders, frameMetrics);
  }

  @Override
  public void processElement(StreamRecord<SourceFrame> element) throws Exception {
    buffer.add(new PendingFrame(element.getValue(), System.nanoTime()));
    if (buffer.size() >= settings.size()) {
      flush();
    } else if (timer == null) {
      ProcessingTimeService time = getProcessingTimeService();
      long due = time.getCurrentProcessingTime() + settings.delay().toMillis();
      timer = time.registerTimer(due, ignored -> flush());
    }
  }

  private void flush() throws Exception {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    if (buffer.isEmpty()) {
      return;
    }
    List<FrameResult> results = detector.run(buffer);
    buffer.clear();
    Instant now = Instant.now();
    for (FrameResult result : results) {
      long timestamp = result.frame().eventTime().toEpochMilli();
      if (result instanceof FrameResult.Detected detected) {
        frameMetrics.detected(detected);
        FrameDetections event = FrameEvents.detected(detected, identity, now);
        output.collect(new StreamRecord<>(event, timestamp));
      } else if (result instanceof FrameResult.Refused refused) {
        frameMetrics.deadLetter();
        DeadLetter letter =
            DeadLetters.of(
                refused.frame(), refused.refusal(), settings.keepDeadLetterPayload(), now);
        output.collect(DEAD_LETTERS, new StreamRecord<>(letter, timestamp));
      }
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    flush();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    flush();
    super.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    flush();
    super.processWatermarkStatus(status);
  }

  @Override
  public void endInput() throws Exception {
    flush();
  }

  /** Also called when the job stops with a savepoint, which skips {@link #endInput}. */
  @Override
  public void finish() throws Exception {
    flush();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    try {
      if (buffer != null) {
        buffer.clear();
      }
      if (decoders != null) {
        decoders.close();
      }
    } finally {
      if (model != null) {
        model.close();
      }
      super.close();
    }
  }
}
