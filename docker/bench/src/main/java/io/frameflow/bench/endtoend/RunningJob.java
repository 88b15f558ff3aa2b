package io.frameflow.bench.endtoend;

import io.frameflow.bench.scene.Picture;
import io.frameflow.bench.scene.Scene;
import io.frameflow.bench.stages.Closing;
import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.cameras.CapturedFrame;
import io.frameflow.connectors.push.FramePublisher;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.operator.PackagedModel;
import io.frameflow.standalone.Installation;
import io.frameflow.standalone.soak.LocalJob;
import io.frameflow.standalone.soak.SoakStack;
import io.frameflow.standalone.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** A broker, a registry and the detection job in this process, and cameras to feed it. */
final class RunningJob implements AutoCloseable {

  private static final List<String> CAMERAS = List.of("north", "east", "south", "west");

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final String session = UUID.randomUUID().toString();
  private final Scene scene;
  private FramePublisher publisher;
  private KafkaAccess access;
  private int batch;
  private long pushed;

  private RunningJob(Scene scene) {
    this.scene = scene;
  }

  /**
   * Starts all of it; returns when the model is loaded.
   *
   * @param delivery exactly-once or at-least-once
   * @param checkpointEvery time between two checkpoints
   */
  static RunningJob start(Scene scene, DeliveryGuarantee delivery, Duration checkpointEvery)
      throws IOException, InterruptedException {
    RunningJob running = new RunningJob(scene);
    try {
      running.start(delivery, checkpointEvery);
      return running;
    } catch (IOException | InterruptedException | RuntimeException e) {
      running.close();
      throw e;
    }
  }

  private void start(DeliveryGuarantee delivery, Duration checkpointEvery)
      throws IOException, InterruptedException {
    Path dir = Files.createTempDirectory("frameflow-bench-");
    parts.push(() -> LocalStack.delete(dir));
    SoakStack stack = hold(SoakStack.start(dir, Installation.current().registry()));
    access = stack.access();
    JobOptions options =
        stack
            .job(scene.model().directory())
            .set(JobKeys.DELIVERY, delivery)
            .set(JobKeys.CHECKPOINT_INTERVAL, checkpointEvery)
            .set(JobKeys.DETECTOR_THREADS, scene.threads())
            .set(JobKeys.PRECISION, scene.precision())
            .build();
    batch = options.get(JobKeys.BATCH_SIZE);
    DetectionJob job =
        LocalJob.start(
            options,
            PackagedModel.factory(
                options.modelDirectory(), options.detector(), options.imageLimits()));
    parts.push(() -> LocalJob.cancel(job));
    publisher = hold(FramePublisher.connect(access));
  }

  private <T extends AutoCloseable> T hold(T part) {
    parts.push(part);
    return part;
  }

  /** Most frames that the job takes at a time. */
  int batch() {
    return batch;
  }

  /** Where the job reads and writes. */
  KafkaAccess access() {
    return access;
  }

  /** Hands one more frame to Kafka: the cameras and the pictures take turns. */
  void push(Instant capturedAt) throws IOException {
    Picture picture = scene.picture((int) (pushed % scene.pictures().size()));
    publisher.publish(
        CAMERAS.get((int) (pushed % CAMERAS.size())),
        session,
        pushed / CAMERAS.size(),
        CapturedFrame.unlabelled(
            picture.jpeg(), capturedAt, picture.image().width(), picture.image().height()));
    pushed++;
  }

  /** Returns when Kafka has accepted all that was pushed. */
  void flush() throws IOException {
    publisher.flush();
  }

  /** Ends the job, then what it stood on. */
  @Override
  public void close() throws IOException {
    Closing.all(parts);
  }
}
