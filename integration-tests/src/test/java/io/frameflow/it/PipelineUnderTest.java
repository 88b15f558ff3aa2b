package io.frameflow.it;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.topics.SchemaCatalogue;
import io.frameflow.schemas.topics.Topics;
import io.frameflow.standalone.Installation;
import io.frameflow.standalone.cluster.FlinkRest;
import io.frameflow.standalone.stack.BrokerSettings;
import io.frameflow.standalone.stack.FreePorts;
import io.frameflow.standalone.stack.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;

/**
 * A real broker and a real registry with topics and schemas, and detection jobs on a MiniCluster
 * over them, each test class with its own.
 */
public final class PipelineUnderTest implements AutoCloseable {

  private static final int PARTITIONS = 2;

  private final LocalStack stack;
  private final Path dir;

  private PipelineUnderTest(LocalStack stack, Path dir) {
    this.stack = stack;
    this.dir = dir;
  }

  /** Starts broker and registry in a temporary folder. */
  public static PipelineUnderTest start() throws IOException {
    return start(BrokerSettings.defaults());
  }

  /** As {@link #start()} with another broker than the usual one. */
  public static PipelineUnderTest start(BrokerSettings broker) throws IOException {
    Path dir = Files.createTempDirectory("frameflow-it-");
    LocalStack stack =
        LocalStack.start(dir, Installation.current().registry(), LocalStack.Ports.any(), broker);
    PipelineUnderTest pipeline = new PipelineUnderTest(stack, dir);
    try (Admin admin = stack.admin()) {
      Topics.create(admin, Topics.DEFAULT_PREFIX, PARTITIONS, (short) 1);
    }
    SchemaCatalogue.register(pipeline.access().registry(), Topics.DEFAULT_PREFIX);
    return pipeline;
  }

  /** The model that comes with Frameflow. */
  public static Path defaultModel() throws IOException {
    return Installation.current().defaultModel();
  }

  public KafkaAccess access() {
    return KafkaAccess.of(stack.bootstrapServers(), RegistryOptions.of(stack.registryUrl()));
  }

  /** A folder of this pipeline that goes with it. */
  public Path dir() {
    return dir;
  }

  /** Options of a job that commits every half second. */
  public JobOptions.Builder options(Path model) throws IOException {
    return JobOptions.builder()
        .set(JobKeys.BOOTSTRAP_SERVERS, stack.bootstrapServers())
        .set(JobKeys.REGISTRY_URL, stack.registryUrl())
        .set(JobKeys.MODEL, model.toAbsolutePath().toString())
        .set(JobKeys.CHECKPOINT_INTERVAL, Duration.ofMillis(500))
        .set(JobKeys.CHECKPOINT_DIR, dir.resolve("checkpoints").toUri().toString())
        .set(JobKeys.WEB_PORT, FreePorts.pick(1)[0]);
  }

  /** Starts a job and returns when its tasks run. */
  public static DetectionJob run(JobOptions options) throws IOException, InterruptedException {
    DetectionJob job = DetectionJob.start(DetectionJob.localEnvironment(options), options);
    awaitTasks(options, job);
    return job;
  }

  /** As {@link #run(JobOptions)}, with a model that costs nothing. */
  public static DetectionJob runCheaply(JobOptions options)
      throws IOException, InterruptedException {
    DetectionJob job =
        DetectionJob.start(DetectionJob.localEnvironment(options), options, CheapModel::new);
    awaitTasks(options, job);
    return job;
  }

  private static void awaitTasks(JobOptions options, DetectionJob job)
      throws IOException, InterruptedException {
    new FlinkRest(URI.create("http://127.0.0.1:" + options.get(JobKeys.WEB_PORT) + "/"))
        .awaitRunning(job.client().getJobID().toHexString(), FlinkRest.START_LIMIT);
  }

  @Override
  public void close() throws IOException {
    stack.close();
    LocalStack.delete(dir);
  }
}
