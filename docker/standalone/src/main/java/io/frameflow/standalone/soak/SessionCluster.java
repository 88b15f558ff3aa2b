package io.frameflow.standalone.soak;

import io.frameflow.pipeline.operator.NativePlacement;
import io.frameflow.standalone.cluster.FlinkRest;
import io.frameflow.standalone.stack.FreePorts;
import io.frameflow.standalone.stack.JobReadiness;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.client.cli.ClientOptions;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.configuration.ConfigUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * A session cluster in this process, with one TaskManager that outlives its jobs. Jobs come as a
 * jar through Flink's REST interface, as from {@code flink run}, and each gets a class loader of
 * its own that prefers the jar to what this process has.
 */
final class SessionCluster implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration SAVEPOINT_LIMIT = Duration.ofMinutes(2);
  private static final Duration END_LIMIT = Duration.ofMinutes(1);

  private final MiniCluster cluster;
  private final URI address;
  private final FlinkRest rest;
  private final Path jar;
  private final Set<String> known = new HashSet<>();

  private SessionCluster(MiniCluster cluster, URI address, Path jar) {
    this.cluster = cluster;
    this.address = address;
    this.rest = new FlinkRest(address);
    this.jar = jar;
  }

  /**
   * Starts it.
   *
   * @param jar the job's
   * @throws IOException if the jar is missing or Flink does not start
   */
  static SessionCluster start(Path jar) throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new IOException("no job in " + jar + "; build it with ./mvnw package -DskipTests");
    }
    int port = FreePorts.pick(1)[0];
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(flink(port))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      throw new IOException("Flink did not start: " + e.getMessage(), e);
    }
    return new SessionCluster(cluster, URI.create("http://" + LOOPBACK + ":" + port + "/"), jar);
  }

  private static Configuration flink(int port) {
    Configuration flink = client(port);
    flink.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    flink.set(RestOptions.BIND_PORT, Integer.toString(port));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(16));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(16));
    flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(8));
    flink.setString(NativePlacement.OPTION, NativePlacement.PATTERNS);
    return flink;
  }

  private static Configuration client(int port) {
    Configuration client = new Configuration();
    client.set(DeploymentOptions.TARGET, "remote");
    client.set(DeploymentOptions.ATTACHED, false);
    client.set(ClientOptions.CLIENT_TIMEOUT, END_LIMIT);
    client.set(RestOptions.ADDRESS, LOOPBACK);
    client.set(RestOptions.PORT, port);
    return client;
  }

  /**
   * Runs the main class of the jar, which submits a job; returns when its tasks run.
   *
   * @return the job's id
   */
  String submit(List<String> arguments) throws IOException, InterruptedException {
    Configuration client = client(address.getPort());
    client.setString(NativePlacement.OPTION, NativePlacement.PATTERNS);
    try (PackagedProgram program =
        PackagedProgram.newBuilder()
            .setJarFile(jar.toFile())
            .setArguments(arguments.toArray(String[]::new))
            .setConfiguration(client)
            .build()) {
      ConfigUtils.encodeCollectionToConfig(
          client, PipelineOptions.JARS, program.getJobJarAndDependencies(), URL::toString);
      ClientUtils.executeProgram(new DefaultExecutorServiceLoader(), client, program, false, true);
    } catch (ProgramInvocationException e) {
      throw new IOException("the job was not submitted: " + e.getMessage(), e);
    }
    String job = newest();
    JobReadiness.await(address, job);
    return job;
  }

  private String newest() throws IOException {
    for (String job : rest.jobs().keySet()) {
      if (known.add(job)) {
        return job;
      }
    }
    throw new IOException("Flink does not know the job that was just submitted");
  }

  /** Ends a job at once; returns when it has ended. */
  void cancel(String job) throws IOException, InterruptedException {
    rest.cancel(job);
    awaitEnd(job);
  }

  /**
   * Stops a job where it is; returns when it has ended.
   *
   * @return where to go on from
   */
  String stop(String job, String savepoints) throws IOException, InterruptedException {
    String savepoint = rest.stopWithSavepoint(job, savepoints, false, SAVEPOINT_LIMIT);
    awaitEnd(job);
    return savepoint;
  }

  private void awaitEnd(String job) throws IOException, InterruptedException {
    long end = System.nanoTime() + END_LIMIT.toNanos();
    while (!rest.job(job).ended()) {
      if (System.nanoTime() > end) {
        throw new IOException("a job did not end within " + END_LIMIT.toSeconds() + " s");
      }
      Thread.sleep(100);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      cluster.close();
    } catch (Exception e) {
      throw new IOException("Flink did not end: " + e.getMessage(), e);
    }
  }
}
