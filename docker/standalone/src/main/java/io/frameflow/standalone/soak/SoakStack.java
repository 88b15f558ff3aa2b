package io.frameflow.standalone.soak;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.topics.SchemaCatalogue;
import io.frameflow.schemas.topics.Topics;
import io.frameflow.standalone.stack.FreePorts;
import io.frameflow.standalone.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;

/** Broker and registry with topics and schemas, for the jobs of one part. */
public final class SoakStack implements AutoCloseable {
  private static final int PARTITIONS = 2;
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);

  private final LocalStack stack;
  private final Path dir;

  private SoakStack(LocalStack stack, Path dir) {
    this.stack = stack;
    this.dir = dir;
  }

  /**
   * Starts all of it.
   *
   * @param dir an empty folder
   * @param registryHome where the registry's distribution lies
   */
  public static SoakStack start(Path dir, Path registryHome) throws IOException {
    LocalStack stack = LocalStack.start(dir, registryHome, LocalStack.Ports.any());
    SoakStack started = new SoakStack(stack, dir);
    try (Admin admin = stack.admin()) {
      Topics.create(admin, Topics.DEFAULT_PREFIX, PARTITIONS, (short) 1);
      SchemaCatalogue.register(started.access().registry(), Topics.DEFAULT_PREFIX);
      return started;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  public KafkaAccess access() {
    return KafkaAccess.of(stack.bootstrapServers(), RegistryOptions.of(stack.registryUrl()));
  }

  /** Where jobs keep their checkpoints. */
  Path checkpoints() {
    return dir.resolve("checkpoints");
  }

  /** Where jobs leave their savepoints, as a URI. */
  public String savepoints() {
    return dir.resolve("savepoints").toUri().toString();
  }

  /** Options of a job that commits every second. */
  public JobOptions.Builder job(Path model) throws IOException {
    return JobOptions.builder()
        .set(JobKeys.BOOTSTRAP_SERVERS, stack.bootstrapServers())
        .set(JobKeys.REGISTRY_URL, stack.registryUrl())
        .set(JobKeys.MODEL, model.toAbsolutePath().toString())
        .set(JobKeys.CHECKPOINT_INTERVAL, COMMIT_EVERY)
        .set(JobKeys.CHECKPOINT_DIR, checkpoints().toUri().toString())
        .set(JobKeys.WEB_PORT, FreePorts.pick(1)[0]);
  }

  @Override
  public void close() {
    stack.close();
  }
}
