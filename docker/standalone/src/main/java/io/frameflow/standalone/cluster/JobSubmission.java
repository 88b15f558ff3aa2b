package io.frameflow.standalone.cluster;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hands a job's jar to a cluster with Flink's own client, as {@code flink run -d} does. */
final class JobSubmission {

  private static final Pattern SUBMITTED = Pattern.compile("with JobID ([0-9a-f]{32})");
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private JobSubmission() {}

  /**
   * @return the id of the running job
   * @throws IOException with what the client said, when there is no job
   */
  static String run(ClusterProcesses processes, Watchdog watchdog, Path jar, List<String> arguments)
      throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new IOException("no job in " + jar + "; build it with ./mvnw package -DskipTests");
    }
    List<String> line = new ArrayList<>(List.of("run", "-d", jar.toString()));
    line.addAll(arguments);
    Path output = Files.createTempFile(processes.configuration(), "client-", ".out");
    Process client = processes.client(line).redirectOutput(output.toFile()).start();
    watchdog.watch(client);
    try {
      if (!client.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        client.destroyForcibly();
        throw new IOException("Flink's client did not end within " + LIMIT.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      client.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while submitting the job");
    }
    String said = Files.readString(output, StandardCharsets.UTF_8);
    Matcher matcher = SUBMITTED.matcher(said);
    if (client.exitValue() != 0 || !matcher.find()) {
      throw new IOException(
          "the job was not submitted: %s; all that Flink's client said is in %s"
              .formatted(reason(said), output));
    }
    Files.delete(output);
    return matcher.group(1);
  }

  /** The job's own line, else the innermost exception. */
  private static String reason(String said) {
    List<String> lines = said.lines().toList();
    return last(lines, "frameflow job: ")
        .or(() -> last(lines, "Caused by: "))
        .orElse("Flink's client gave no reason");
  }

  private static Optional<String> last(List<String> lines, String start) {
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .reduce((earlier, later) -> later);
  }
}
