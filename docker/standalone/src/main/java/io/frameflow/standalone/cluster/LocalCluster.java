package io.frameflow.standalone.cluster;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.topics.SchemaCatalogue;
import io.frameflow.schemas.topics.Topics;
import io.frameflow.standalone.Installation;
import io.frameflow.standalone.proxy.KafkaProxy;
import io.frameflow.standalone.stack.RegistryProcess;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * A whole installation of child JVMs on loopback: broker, registry, ZooKeeper, JobManager and
 * TaskManagers, all writing under one folder. None of them outlives this process.
 */
public final class LocalCluster implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final int MOST_STARTS = 3;

  private final ClusterOptions options;
  private final ClusterPorts ports;
  private final ClusterProcesses specs;
  private final Watchdog watchdog;
  private final ManagedProcess broker;
  private final ManagedProcess registry;
  private final ManagedProcess jobManager;
  private final List<ManagedProcess> taskManagers = new ArrayList<>();
  private final FlinkRest rest;
  private ManagedProcess zooKeeper;
  private KafkaProxy proxy;

  private LocalCluster(ClusterOptions options) throws IOException {
    this.options = options;
    ports = ClusterPorts.pick();
    specs = new ClusterProcesses(options, ports);
    // What may be missing is asked for first: a failure after this would leave the watchdog behind.
    ProcessSpec brokerSpec = specs.broker();
    ProcessSpec registrySpec = specs.registry();
    watchdog = Watchdog.start();
    broker = process(brokerSpec);
    registry = process(registrySpec);
    jobManager = process(specs.jobManager());
    for (int number = 1; number <= options.taskManagers(); number++) {
      taskManagers.add(process(specs.taskManager(number)));
    }
    if (options.highAvailability()) {
      zooKeeper = process(specs.zooKeeper());
    }
    rest = new FlinkRest(URI.create(specs.restUrl()));
  }

  /**
   * A cluster of the current installation, with everything that it writes under {@code folder}.
   *
   * @throws IOException when Frameflow was not built
   */
  public static ClusterOptions.Builder builder(Path folder) throws IOException {
    return new ClusterOptions.Builder(Installation.current(), folder);
  }

  static LocalCluster start(ClusterOptions options) throws IOException {
    LocalCluster cluster = new LocalCluster(options);
    try {
      cluster.start();
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void start() throws IOException {
    if (options.proxied()) {
      proxy = KafkaProxy.start(ports.proxy(), ports.kafkaBehindProxy());
    }
    List<ManagedProcess> all = processes();
    int flink = all.indexOf(jobManager);
    // In two goes, for on few cores all at once would come up late and time out.
    start(all.subList(0, flink));
    start(all.subList(flink, all.size()));
    try (Admin admin = Admin.create(access().clientConfig(Map.of()))) {
      Topics.create(admin, Topics.DEFAULT_PREFIX, options.partitions(), (short) 1);
    }
    SchemaCatalogue.register(access().registry(), Topics.DEFAULT_PREFIX);
  }

  private static void start(List<ManagedProcess> processes) throws IOException {
    for (ManagedProcess process : processes) {
      process.start();
    }
    for (ManagedProcess process : processes) {
      awaitReady(process);
    }
  }

  /**
   * Flink's processes give up when their RPC system does not start within ten seconds, which cannot
   * be configured and is short where all start at once on few cores.
   */
  private static void awaitReady(ManagedProcess process) throws IOException {
    while (true) {
      try {
        process.awaitReady(START_LIMIT);
        return;
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        if (process.isAlive() || process.starts() == MOST_STARTS) {
          throw e;
        }
        process.start();
      }
    }
  }

  private ManagedProcess process(ProcessSpec spec) {
    return new ManagedProcess(spec, watchdog);
  }

  /** All its processes, those first that others need. */
  public List<ManagedProcess> processes() {
    List<ManagedProcess> all = new ArrayList<>();
    zooKeeper().ifPresent(all::add);
    all.add(broker);
    all.add(registry);
    all.add(jobManager);
    all.addAll(taskManagers);
    return all;
  }

  /** The way to Kafka and the registry that no proxy disturbs. */
  public KafkaAccess access() {
    return KafkaAccess.of(
        "127.0.0.1:" + ports.kafka(), RegistryOptions.of(RegistryProcess.url(ports.registry())));
  }

  /**
   * Options of a job of this cluster: a checkpoint each second, all TaskManagers used, the default
   * model on one thread.
   */
  public JobOptions.Builder jobOptions() {
    int kafka = options.proxied() ? ports.proxy() : ports.kafka();
    return JobOptions.builder()
        .set(JobKeys.BOOTSTRAP_SERVERS, "127.0.0.1:" + kafka)
        .set(JobKeys.REGISTRY_URL, access().registry().url())
        .set(JobKeys.MODEL, options.installation().defaultModel().toAbsolutePath().toString())
        .set(JobKeys.CHECKPOINT_DIR, options.checkpointFolder().toUri().toString())
        .set(JobKeys.CHECKPOINT_INTERVAL, Duration.ofSeconds(1))
        .set(JobKeys.PARALLELISM, options.taskManagers())
        .set(JobKeys.DETECTOR_THREADS, 1);
  }

  /**
   * Submits the detection job from its jar with Flink's client; returns before its tasks run.
   *
   * @return the job's id
   * @throws IOException with what the client said, when there is no job
   */
  public String submit(JobOptions job) throws IOException {
    return submit(JobArguments.of(job));
  }

  /** As {@link #submit(JobOptions)} with the job's command line. */
  public String submit(List<String> arguments) throws IOException {
    return JobSubmission.run(specs, watchdog, options.installation().jobJar(), arguments);
  }

  /**
   * Waits until all tasks of a job run.
   *
   * @throws IOException when the job ends instead or takes too long
   */
  public void awaitRunning(String jobId, Duration limit) throws IOException {
    rest.awaitRunning(jobId, limit);
  }

  public FlinkRest rest() {
    return rest;
  }

  public ManagedProcess broker() {
    return broker;
  }

  public ManagedProcess registry() {
    return registry;
  }

  public ManagedProcess jobManager() {
    return jobManager;
  }

  public List<ManagedProcess> taskManagers() {
    return List.copyOf(taskManagers);
  }

  /** Empty without high availability. */
  public Optional<ManagedProcess> zooKeeper() {
    return Optional.ofNullable(zooKeeper);
  }

  /** Between the job and Kafka, where the cluster was made with it. */
  public Optional<KafkaProxy> proxy() {
    return Optional.ofNullable(proxy);
  }

  /** Kills every process: what they leave in the folder is not of use to anybody. */
  @Override
  public void close() throws IOException {
    try {
      // Kills them all at once; then each is waited for.
      watchdog.close();
      for (ManagedProcess process : processes()) {
        process.kill();
      }
    } finally {
      if (proxy != null) {
        proxy.close();
      }
    }
  }
}
