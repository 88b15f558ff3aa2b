package io.frameflow.standalone.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real schema registry (Apicurio, speaking Confluent's API) as a child JVM on loopback. It keeps
 * its schemas in memory: they are registered anew at each start.
 */
public final class RegistryProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  private final Process process;
  private final Thread killer;
  private final String url;

  private RegistryProcess(Process process, Thread killer, String url) {
    this.process = process;
    this.killer = killer;
    this.url = url;
  }

  /**
   * Starts the registry and returns when it answers.
   *
   * @param home directory that the registry's distribution was unpacked into
   * @param log file that receives its output
   * @throws IOException when the distribution is missing or the registry ends or stays silent
   */
  public static RegistryProcess start(Path home, int port, Path log) throws IOException {
    return start(home, port, log, RegistrySettings.defaults());
  }

  /** As {@link #start(Path, int, Path)} with another registry than the usual one. */
  public static RegistryProcess start(Path home, int port, Path log, RegistrySettings settings)
      throws IOException {
    ProcessBuilder child =
        new ProcessBuilder(command(home, port, log.toAbsolutePath().getParent(), List.of()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    child.environment().putAll(settings.environment());
    Process process = child.start();
    // A parent that ends without closing it (Ctrl-C, an error) must not leave the child behind.
    Thread killer = new Thread(process::destroyForcibly, "registry-killer");
    Runtime.getRuntime().addShutdownHook(killer);
    String url = url(settings.scheme(), port);
    RegistryProcess registry = new RegistryProcess(process, killer, url);
    try {
      registry.awaitReady(log, settings);
      return registry;
    } catch (IOException | RuntimeException e) {
      registry.close();
      throw e;
    }
  }

  /**
   * The command line of a registry.
   *
   * @param work folder for what it writes, made when missing
   * @param settings further JVM options, which win
   * @throws IOException when the distribution is missing
   */
  public static List<String> command(Path home, int port, Path work, List<String> settings)
      throws IOException {
    Files.createDirectories(work);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx192m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dquarkus.http.host=127.0.0.1");
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Dquarkus.http.ssl-port=" + port);
    command.add("-Dquarkus.log.level=WARN");
    command.add("-Djava.io.tmpdir=" + work);
    // By default twenty connections at once, which a busy machine does not make in five seconds.
    command.add("-Dquarkus.datasource.jdbc.initial-size=1");
    command.add("-Dquarkus.datasource.jdbc.min-size=1");
    command.add("-Dquarkus.datasource.jdbc.max-size=10");
    command.add("-Dquarkus.datasource.jdbc.acquisition-timeout=60s");
    command.addAll(settings);
    command.add("-jar");
    command.add(runner(home).toString());
    return List.copyOf(command);
  }

  /** Base URL of the Confluent-compatible API of the registry on a port of loopback. */
  public static String url(int port) {
    return url("http", port);
  }

  private static String url(String scheme, int port) {
    return scheme + "://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  /** Base URL of the Confluent-compatible API. */
  public String url() {
    return url;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException e) {
      // The JVM is already going down, and the hook with it.
    }
  }

  private static Path runner(Path home) throws IOException {
    if (Files.isDirectory(home)) {
      try (Stream<Path> files = Files.walk(home, 2)) {
        List<Path> runners = files.filter(f -> f.toString().endsWith("-runner.jar")).toList();
        if (runners.size() == 1) {
          return runners.get(0);
        }
      }
    }
    throw new IOException(
        "no schema registry in " + home + "; build it with ./mvnw package -DskipTests");
  }

  private void awaitReady(Path log, RegistrySettings settings) throws IOException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2));
    settings.tls().ifPresent(builder::sslContext);
    HttpClient http = builder.build();
    HttpRequest probe =
        HttpRequest.newBuilder(URI.create(url + "/subjects"))
            .timeout(Duration.ofSeconds(5))
            .build();
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        throw new IOException(
            "the schema registry ended at once with code " + process.exitValue() + "; see " + log);
      }
      if (answers(http, probe)) {
        return;
      }
    }
    throw new IOException(
        "the schema registry gave no answer at "
            + url
            + " within "
            + START_LIMIT.toSeconds()
            + " s; see "
            + log);
  }

  private boolean answers(HttpClient http, HttpRequest probe) throws IOException {
    try {
      if (http.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
        return true;
      }
    } catch (IOException e) {
      // Not listening yet.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the schema registry", e);
    }
    try {
      process.waitFor(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the schema registry", e);
    }
    return false;
  }
}
