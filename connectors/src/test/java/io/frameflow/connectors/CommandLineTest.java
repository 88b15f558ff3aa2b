package io.frameflow.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.connectors.audit.AuditCommand;
import io.frameflow.connectors.page.PageCommand;
import io.frameflow.connectors.push.PushCommand;
import io.frameflow.connectors.watch.WatchCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What a person gets for wrong flags and for a cluster that is not there. */
class CommandLineTest {

  @TempDir Path folder;
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "push --images .                              | Missing required option: '--camera=ID'",
        "push --camera a                              | Missing required argument",
        "push --camera a --images . --video b.mp4     | mutually exclusive",
        "push --camera a --images . --rate quick      | '--rate'",
        "push --camera a --images . --rate -1         | rate -1.0 is not possible",
        "push --camera a --images . --limit 0         | limit 0",
        "push --camera a --images . --cameras 0       | --cameras 0",
        "push --camera a/b --images .                 | camera id 'a/b'",
        "watch --from yesterday                       | expected beginning or now",
        "watch --count 0                              | --count 0",
        "watch --timeout -3                           | --timeout -3",
        "watch --camera a/b                           | --camera takes",
        "watch --fast                                 | Unknown option: '--fast'",
        "page --port 70000                            | --port 70000",
        "audit --from-offset zero                     | write it as PARTITION:OFFSET",
        "audit --from-offset 0:1 --from-offset 0:2    | names partition 0 twice",
        "audit --since 1h --from-offset 0:1           | exclude each other",
        "audit --wait -1                              | --wait -1.0",
        "audit --examples -1                          | --examples -1",
      })
  void wrongFlagsExitWithTwo(String arguments, String message) {
    assertThat(execute(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void aMissingSourceIsOneLine() {
    assertThat(execute("push", "--camera", "a", "--video", folder + "/none.mp4")).isEqualTo(1);
    assertThat(err.toString().strip()).isEqualTo("video " + folder + "/none.mp4 does not exist");
  }

  @Test
  void aBrokerThatRefusesIsOneLineAtOnce() throws IOException {
    Files.write(folder.resolve("a.jpg"), TestImages.jpeg(8, 8));
    String nobody = "127.0.0.1:" + freePort();
    for (List<String> verb :
        List.of(
            List.of("push", "--camera", "a", "--images", folder.toString()),
            List.of("watch"),
            List.of("audit"),
            List.of("page"))) {
      err.getBuffer().setLength(0);
      List<String> arguments = new ArrayList<>(verb);
      arguments.addAll(List.of("--bootstrap-servers", nobody));
      assertThat(execute(arguments.toArray(String[]::new))).isEqualTo(1);
      assertThat(err.toString().strip())
          .startsWith("no Kafka broker answers at " + nobody)
          .doesNotContain("\n");
    }
  }

  @Test
  void aListenerThatIsNoBrokerIsOneLineWithinTenSeconds() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      long start = System.nanoTime();
      String address = "127.0.0.1:" + silent.getLocalPort();
      assertThat(execute("watch", "--bootstrap-servers", address)).isEqualTo(1);
      assertThat(err.toString().strip())
          .startsWith("something listens at " + address)
          .doesNotContain("\n");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
    }
  }

  @ParameterizedTest
  @CsvSource({"localhost", "host:port", "host:99999999"})
  void aBrokerAddressMustBeHostAndPort(String address) {
    assertThat(execute("watch", "--bootstrap-servers", address)).isEqualTo(1);
    assertThat(err.toString().strip())
        .isEqualTo("broker '" + address + "' is not written as HOST:PORT");
  }

  @Test
  void secretsInSettingsAreNotRepeated() {
    assertThat(execute("watch", "--kafka-config", "topsecret")).isEqualTo(1);
    assertThat(err.toString()).contains("--kafka-config takes KEY=VALUE").doesNotContain("topsec");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private int execute(String... arguments) {
    Callable<Integer> verb =
        switch (arguments[0]) {
          case "push" -> new PushCommand();
          case "watch" -> new WatchCommand();
          case "audit" -> new AuditCommand();
          default -> new PageCommand();
        };
    return new CommandLine(verb)
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(
            (failure, command, result) -> {
              command.getErr().println(failure.getMessage());
              return 1;
            })
        .execute(
            Arrays.stream(arguments)
                .skip(1)
                .filter(each -> !each.isEmpty())
                .toArray(String[]::new));
  }
}
