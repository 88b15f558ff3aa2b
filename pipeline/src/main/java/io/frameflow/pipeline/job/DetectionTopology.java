package io.frameflow.pipeline.job;

import io.frameflow.pipeline.frames.PublishedFilter;
import io.frameflow.pipeline.frames.PublishedFrames;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.frames.SourceFrameType;
import io.frameflow.pipeline.operator.BatchSettings;
import io.frameflow.pipeline.operator.DetectorFactory;
import io.frameflow.pipeline.operator.FrameDetectorOperator;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The detection job: frames -> those not yet published -> detector -> detections, with dead letters
 * beside. One chain, so that a frame's bytes are never copied between operators.
 *
 * <p>The uids name the operators in checkpoints and savepoints; changing one loses its state.
 */
public final class DetectionTopology {
  static final String FRAMES = "frames";
  static final String NOT_PUBLISHED = "not-published";
  static final String DETECTOR = "frame-detector";
  static final String DETECTIONS = "detections";
  static final String DEAD_LETTERS = "dead-letters";

  private DetectionTopology() {}

  /**
   * Adds the job's operators to {@code env}. Reads and writes nothing.
   *
   * @param published frames that a job which restores nothing leaves out
   */
  public static void build(
      StreamExecutionEnvironment env,
      Source<SourceFrame, ?, ?> source,
      PublishedFrames published,
      Sink<FrameDetections> detections,
      Sink<DeadLetter> deadLetters,
      DetectorFactory detector,
      JobOptions options) {
    BatchSettings batches =
        new BatchSettings(
            options.batchSize(),
            options.latencyTarget(),
            options.detectorThreads(),
            options.keepDeadLetterPayload(),
            options.shedPolicy(),
            options.maxAge());
    SingleOutputStreamOperator<FrameDetections> detected =
        env.fromSource(source, FrameSource.watermarks(options), FRAMES, new SourceFrameType())
            .uid(FRAMES)
            .setParallelism(options.parallelism())
            .filter(new PublishedFilter(published))
            .uid(NOT_PUBLISHED)
            .name(NOT_PUBLISHED)
            .setParallelism(options.parallelism())
            .transform(
                DETECTOR,
                new AvroTypeInfo<>(FrameDetections.class),
                new FrameDetectorOperator(detector, batches))
            .uid(DETECTOR)
            .name(DETECTOR)
            .setParallelism(options.parallelism());
    detected
        .sinkTo(detections)
        .uid(DETECTIONS)
        .name(DETECTIONS)
        .setParallelism(options.parallelism());
    detected
        .getSideOutput(FrameDetectorOperator.DEAD_LETTERS)
        .sinkTo(deadLetters)
        .uid(DEAD_LETTERS)
        .name(DEAD_LETTERS)
        .setParallelism(options.parallelism());
  }
}
