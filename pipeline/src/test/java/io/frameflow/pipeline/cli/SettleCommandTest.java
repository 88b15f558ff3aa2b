package io.frameflow.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SettleCommandTest {

  @Test
  void aBrokerThatIsNotThereIsToldOfAtOnce() {
    long start = System.nanoTime();
    String line = settle("127.0.0.1:1");

    assertThat(line).startsWith("no Kafka broker answers at 127.0.0.1:1").doesNotContain("\n");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void somethingThatNeverAnswersIsToldOfWithinSeconds() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      long start = System.nanoTime();
      String servers = "127.0.0.1:" + silent.getLocalPort();

      assertThat(settle(servers))
          .startsWith("something listens at %s, but does not answer".formatted(servers))
          .doesNotContain("\n");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
    }
  }

  private static String settle(String servers) {
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandLine(new SettleCommand())
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  line.getErr().print(failure.getMessage());
                  return 1;
                })
            .execute("--bootstrap-servers", servers);
    assertThat(exitCode).isEqualTo(1);
    return err.toString();
  }
}
