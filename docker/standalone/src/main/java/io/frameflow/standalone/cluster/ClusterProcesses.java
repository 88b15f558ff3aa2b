package io.frameflow.standalone.cluster;

import io.frameflow.standalone.stack.RegistryProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the configuration of each part of a cluster and knows its command line. */
final class ClusterProcesses {

  private final ClusterOptions options;
  private final ClusterPorts ports;
  private final Path conf;
  private final Path logs;
  private final Path logSettings;
  private final String flinkClassPath;

  ClusterProcesses(ClusterOptions options, ClusterPorts ports) throws IOException {
    this.options = options;
    this.ports = ports;
    Path folder = options.folder().resolve("conf");
    if (Files.exists(folder)) {
      // Its topics, elections and jobs would come to life again.
      throw new IOException(
          options.folder() + " holds an earlier cluster; choose another folder, or delete it");
    }
    this.conf = Files.createDirectories(folder);
    this.logs = Files.createDirectories(options.folder().resolve("logs"));
    Files.createDirectories(options.folder().resolve("tmp"));
    this.logSettings = LogSettings.write(conf);
    this.flinkClassPath = FlinkLibraries.classPath(options.installation().lib());
    FlinkConfiguration.of(options, ports).write(conf);
  }

  Path configuration() {
    return conf;
  }

  ProcessSpec broker() throws IOException {
    Path ready = options.folder().resolve("tmp").resolve("broker.ready");
    Path file = conf.resolve("broker.json");
    BrokerFile.of(options, ports, ready).write(file);
    List<String> command =
        JavaCommand.of(FrameflowBroker.class.getName())
            .options("-Xmx256m", "-XX:TieredStopAtLevel=1")
            .logging(logSettings)
            .classPath(options.installation().lib() + "/*")
            .arguments(file.toString());
    return new ProcessSpec("broker", command, Map.of(), log("broker"), Readiness.marked(ready));
  }

  ProcessSpec registry() throws IOException {
    Path data = options.folder().resolve("registry");
    return new ProcessSpec(
        "registry",
        RegistryProcess.command(
            options.installation().registry(), ports.registry(), data, List.of(durable(data))),
        Map.of(),
        log("registry"),
        Readiness.answering(URI.create(RegistryProcess.url(ports.registry()) + "/subjects")));
  }

  /** The registry's schemas in a file, so that their ids are the same after a restart. */
  private static String durable(Path data) {
    return "-Dquarkus.datasource.jdbc.url=jdbc:h2:file:"
        + data.resolve("schemas")
        // Written at once, for SIGKILL leaves no time; locked by the system, which ends with us.
        + ";WRITE_DELAY=0;FILE_LOCK=FS;DB_CLOSE_ON_EXIT=FALSE";
  }

  ProcessSpec zooKeeper() throws IOException {
    Path data = Files.createDirectories(options.folder().resolve("zookeeper"));
    Path file = conf.resolve("zoo.cfg");
    Files.writeString(
        file,
        """
        dataDir=%s
        clientPort=%d
        clientPortAddress=127.0.0.1
        tickTime=500
        minSessionTimeout=1000
        maxSessionTimeout=60000
        admin.enableServer=false
        """
            .formatted(data, ports.zooKeeper()));
    return new ProcessSpec(
        "zookeeper",
        JavaCommand.of("org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer")
            .options("-Xmx64m", "-XX:TieredStopAtLevel=1", "-Dzookeeper.admin.enableServer=false")
            .logging(logSettings)
            .classPath(flinkClassPath)
            .arguments("--zkConfigFile", file.toString(), "--peerId", "1"),
        Map.of(),
        log("zookeeper"),
        Readiness.listening(ports.zooKeeper()));
  }

  ProcessSpec jobManager() {
    return new ProcessSpec(
        "jobmanager",
        flink("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint")
            .options("-Xmx256m", "-XX:TieredStopAtLevel=1")
            .arguments("--configDir", conf.toString(), "--executionMode", "cluster"),
        environment(),
        log("jobmanager"),
        Readiness.answering(URI.create(restUrl() + "/overview")));
  }

  ProcessSpec taskManager(int number) {
    String name = "taskmanager-" + number;
    List<String> jvm = new ArrayList<>();
    jvm.add("-Xmx" + FlinkConfiguration.TASK_MANAGER_HEAP);
    jvm.add("-XX:MaxDirectMemorySize=" + FlinkConfiguration.TASK_MANAGER_DIRECT);
    jvm.add("-XX:MaxMetaspaceSize=192m");
    jvm.addAll(options.taskManagerJvm());
    return new ProcessSpec(
        name,
        flink("org.apache.flink.runtime.taskexecutor.TaskManagerRunner")
            .options(jvm)
            .arguments("--configDir", conf.toString(), "-D", "taskmanager.resource-id=" + name),
        environment(),
        log(name),
        Readiness.answering(URI.create(restUrl() + "/taskmanagers/" + name)));
  }

  /** Flink's own client, as behind {@code flink run}. */
  ProcessBuilder client(List<String> arguments) {
    List<String> command =
        quiet("org.apache.flink.client.cli.CliFrontend")
            .options("-Xmx192m", "-XX:TieredStopAtLevel=1")
            .arguments(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment());
    return builder;
  }

  String restUrl() {
    return "http://127.0.0.1:" + ports.rest();
  }

  private JavaCommand flink(String mainClass) {
    return quiet(mainClass).logging(logSettings);
  }

  private JavaCommand quiet(String mainClass) {
    return JavaCommand.of(mainClass)
        .options("--add-opens=java.base/java.util=ALL-UNNAMED")
        .options("--add-opens=java.base/java.lang=ALL-UNNAMED")
        .options("-Djava.io.tmpdir=" + options.folder().resolve("tmp"))
        .classPath(flinkClassPath);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("FLINK_CONF_DIR", conf.toString());
    // TensorFlow and DJL read these before any code of ours runs.
    environment.put("TF_CPP_MIN_LOG_LEVEL", "2");
    environment.put("DJL_OFFLINE", "true");
    environment.put("OPT_OUT_TRACKING", "true");
    environment.putAll(options.environment());
    return environment;
  }

  private Path log(String name) {
    return logs.resolve(name + ".log");
  }
}
