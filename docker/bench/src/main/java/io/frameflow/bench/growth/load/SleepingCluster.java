package io.frameflow.bench.growth.load;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.standalone.Installation;
import io.frameflow.standalone.cluster.FlinkRest;
import io.frameflow.standalone.cluster.LocalCluster;
import io.frameflow.standalone.stack.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Broker, registry, JobManager and TaskManagers of one slot, each a process of its own on this
 * machine, whose jobs have a {@link SleepingModel}.
 */
public final class SleepingCluster implements AutoCloseable {

  /** Flink's own defaults: a starving process is slow here, not dead. */
  private static final Map<String, String> PATIENT =
      Map.of("heartbeat.interval", "10000", "heartbeat.timeout", "50000");

  private final Path folder;
  private final Path model;
  private final Path jobJar;
  private final LocalCluster cluster;

  private SleepingCluster(Path folder, Path model, Path jobJar, LocalCluster cluster) {
    this.folder = folder;
    this.model = model;
    this.jobJar = jobJar;
    this.cluster = cluster;
  }

  /** Starts all processes. */
  public static SleepingCluster start(int taskManagers) throws IOException {
    Path folder = Files.createTempDirectory("frameflow-bench-");
    try {
      Path model = folder.resolve("model.jar");
      SingleClassJar.write(model, SleepingModel.class);
      return new SleepingCluster(
          folder,
          model,
          Installation.current().jobJar(),
          LocalCluster.builder(folder.resolve("cluster"))
              .taskManagers(taskManagers)
              .slots(1)
              .highAvailability(false)
              .flink(PATIENT)
              .start());
    } catch (IOException | RuntimeException e) {
      LocalStack.delete(folder);
      throw e;
    }
  }

  public KafkaAccess access() {
    return cluster.access();
  }

  /** Options of a job that commits every second. */
  public JobOptions.Builder job() {
    return cluster.jobOptions();
  }

  /** Submits a job, which takes as many TaskManagers as its parallelism. */
  public DetectionJob submit(JobOptions options) throws IOException, InterruptedException {
    URI rest = cluster.rest().base();
    DetectionJob job =
        DetectionJob.start(
            StreamExecutionEnvironment.createRemoteEnvironment(
                rest.getHost(),
                rest.getPort(),
                new Configuration(),
                jobJar.toString(),
                model.toString()),
            options,
            SleepingModel.factory());
    cluster.awaitRunning(job.client().getJobID().toHexString(), FlinkRest.START_LIMIT);
    return job;
  }

  @Override
  public void close() throws IOException {
    try {
      cluster.close();
    } finally {
      LocalStack.delete(folder);
    }
  }
}
