package io.frameflow.standalone.cluster;

import io.frameflow.standalone.Installation;
import io.frameflow.standalone.stack.BrokerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a cluster consists of; {@link Builder#start} makes it. */
public final class ClusterOptions {

  private final Builder from;

  private ClusterOptions(Builder from) {
    this.from = from;
  }

  Installation installation() {
    return from.installation;
  }

  Path folder() {
    return from.folder;
  }

  Path brokerFolder() {
    return from.brokerFolder == null ? from.folder.resolve("kafka") : from.brokerFolder;
  }

  Path checkpointFolder() {
    return from.checkpointFolder == null
        ? from.folder.resolve("checkpoints")
        : from.checkpointFolder;
  }

  int taskManagers() {
    return from.taskManagers;
  }

  int slots() {
    return from.slots;
  }

  int partitions() {
    return from.partitions;
  }

  boolean highAvailability() {
    return from.highAvailability;
  }

  boolean proxied() {
    return from.proxied;
  }

  BrokerSettings broker() {
    return from.broker;
  }

  Map<String, String> flink() {
    return from.flink;
  }

  List<String> taskManagerJvm() {
    return from.taskManagerJvm;
  }

  Map<String, String> environment() {
    return from.environment;
  }

  /** Collects what differs from two TaskManagers with two slots, one broker and ZooKeeper. */
  public static final class Builder {

    private final Installation installation;
    private final Path folder;
    private Path brokerFolder;
    private Path checkpointFolder;
    private int taskManagers = 2;
    private int slots = 2;
    private int partitions = 2;
    private boolean highAvailability = true;
    private boolean proxied;
    private BrokerSettings broker = BrokerSettings.defaults();
    private Map<String, String> flink = Map.of();
    private List<String> taskManagerJvm = List.of();
    private Map<String, String> environment = Map.of();

    Builder(Installation installation, Path folder) {
      this.installation = installation;
      this.folder = folder.toAbsolutePath();
    }

    public Builder taskManagers(int count) {
      taskManagers = atLeastOne(count, "TaskManager");
      return this;
    }

    /** Slots of each TaskManager. */
    public Builder slots(int count) {
      slots = atLeastOne(count, "slot");
      return this;
    }

    /** Partitions of each topic. */
    public Builder partitions(int count) {
      partitions = atLeastOne(count, "partition");
      return this;
    }

    /** Whether there is a ZooKeeper through which a restarted JobManager finds its jobs again. */
    public Builder highAvailability(boolean wanted) {
      highAvailability = wanted;
      return this;
    }

    /** Whether the job reaches Kafka only through a proxy that can harm the connection. */
    public Builder proxied(boolean wanted) {
      proxied = wanted;
      return this;
    }

    public Builder broker(BrokerSettings settings) {
      broker = settings;
      return this;
    }

    /** Where the broker keeps its log, such as a small file system of its own. */
    public Builder brokerFolder(Path path) {
      brokerFolder = path.toAbsolutePath();
      return this;
    }

    /** Where checkpoints go, such as a small file system of their own. */
    public Builder checkpointFolder(Path path) {
      checkpointFolder = path.toAbsolutePath();
      return this;
    }

    /** Flink configuration over ours. */
    public Builder flink(Map<String, String> configuration) {
      flink = Map.copyOf(new LinkedHashMap<>(configuration));
      return this;
    }

    /** JVM options of TaskManagers after ours, so that they win. */
    public Builder taskManagerJvm(List<String> options) {
      taskManagerJvm = List.copyOf(options);
      return this;
    }

    /** Variables for the processes of Flink. */
    public Builder environment(Map<String, String> variables) {
      environment = Map.copyOf(variables);
      return this;
    }

    /**
     * Starts all processes, creates the topics and registers the schemas.
     *
     * @throws IOException with one line, when a part does not start
     */
    public LocalCluster start() throws IOException {
      return LocalCluster.start(new ClusterOptions(this));
    }

    private static int atLeastOne(int count, String what) {
      if (count < 1) {
        throw new IllegalArgumentException("a cluster needs at least one " + what);
      }
      return count;
    }
  }
}
