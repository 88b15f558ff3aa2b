package io.frameflow.standalone.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The {@code config.yaml} of a cluster: everything on loopback, small, and quick to notice. */
final class FlinkConfiguration {

  /** Heap of a TaskManager's JVM: framework and task together. */
  static final String TASK_MANAGER_HEAP = "256m";

  /** Direct memory of a TaskManager's JVM: framework, task and network together. */
  static final String TASK_MANAGER_DIRECT = "256m";

  private final Map<String, String> values = new LinkedHashMap<>();

  private FlinkConfiguration() {}

  static FlinkConfiguration of(ClusterOptions options, ClusterPorts ports) {
    FlinkConfiguration configuration = new FlinkConfiguration();
    configuration.addresses(ports);
    configuration.memory(options.slots());
    configuration.failureDetection();
    configuration.checkpoints(options.checkpointFolder());
    if (options.highAvailability()) {
      configuration.highAvailability(options.folder().resolve("ha"), ports.zooKeeper());
    }
    configuration.values.put("io.tmp.dirs", options.folder().resolve("tmp").toString());
    configuration.values.put(
        "classloader.parent-first-patterns.additional",
        "ai.djl.;org.tensorflow.;org.bytedeco.;com.sun.jna.");
    configuration.values.put("metrics.fetcher.update-interval", "1000");
    configuration.values.putAll(options.flink());
    return configuration;
  }

  private void addresses(ClusterPorts ports) {
    values.put("jobmanager.rpc.address", "127.0.0.1");
    values.put("jobmanager.rpc.port", Integer.toString(ports.jobManager()));
    values.put("jobmanager.bind-host", "127.0.0.1");
    values.put("taskmanager.bind-host", "127.0.0.1");
    values.put("taskmanager.host", "127.0.0.1");
    values.put("rest.address", "127.0.0.1");
    values.put("rest.bind-address", "127.0.0.1");
    values.put("rest.port", Integer.toString(ports.rest()));
    values.put("rest.bind-port", Integer.toString(ports.rest()));
    values.put("web.submit.enable", "false");
    values.put("web.cancel.enable", "false");
  }

  private void memory(int slots) {
    values.put("taskmanager.numberOfTaskSlots", Integer.toString(slots));
    values.put("taskmanager.cpu.cores", "1.0");
    values.put("taskmanager.memory.framework.heap.size", "96m");
    values.put("taskmanager.memory.task.heap.size", "160m");
    values.put("taskmanager.memory.framework.off-heap.size", "96m");
    values.put("taskmanager.memory.task.off-heap.size", "128m");
    values.put("taskmanager.memory.network.min", "32m");
    values.put("taskmanager.memory.network.max", "32m");
    // One chain without keyed state: no state backend to speak of.
    values.put("taskmanager.memory.managed.size", "0m");
    values.put("taskmanager.memory.jvm-metaspace.size", "192m");
    values.put("taskmanager.memory.jvm-overhead.min", "192m");
    values.put("taskmanager.memory.jvm-overhead.max", "192m");
    values.put("jobmanager.memory.heap.size", "256m");
    values.put("taskmanager.load-balance.mode", "SLOTS");
  }

  private void failureDetection() {
    values.put("heartbeat.interval", "1000");
    values.put("heartbeat.timeout", "6000");
    values.put("heartbeat.rpc-failure-threshold", "2");
  }

  private void checkpoints(Path folder) {
    values.put("execution.checkpointing.storage", "filesystem");
    values.put("execution.checkpointing.dir", folder.toUri().toString());
    values.put("execution.checkpointing.timeout", "60 s");
  }

  private void highAvailability(Path folder, int zooKeeperPort) {
    values.put("high-availability.type", "zookeeper");
    values.put("high-availability.storageDir", folder.toUri().toString());
    values.put("high-availability.zookeeper.quorum", "127.0.0.1:" + zooKeeperPort);
    values.put("high-availability.cluster-id", "/frameflow");
    // The lock of a killed JobManager ends with its session.
    values.put("high-availability.zookeeper.client.session-timeout", "6000");
    values.put("high-availability.zookeeper.client.connection-timeout", "4000");
    values.put("high-availability.zookeeper.client.retry-wait", "500");
    values.put("high-availability.zookeeper.client.max-retry-attempts", "10");
    values.put("high-availability.zookeeper.client.tolerate-suspended-connections", "true");
  }

  /** Writes {@code config.yaml} into a configuration folder. */
  void write(Path folder) throws IOException {
    String yaml =
        values.entrySet().stream()
            .map(entry -> entry.getKey() + ": '" + entry.getValue().replace("'", "''") + "'\n")
            .collect(Collectors.joining());
    Files.writeString(folder.resolve("config.yaml"), yaml);
  }
}
