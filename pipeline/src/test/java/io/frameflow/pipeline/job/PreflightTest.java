package io.frameflow.pipeline.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {

  @Test
  void aMissingModelIsNamed(@TempDir Path folder) {
    Path model = folder.resolve("none");
    JobOptions options = TestJobs.builder().set(JobKeys.MODEL, model.toString()).build();

    assertThatThrownBy(() -> Preflight.check(options))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(model.toString());
  }

  @Test
  void anUnreachableBrokerIsNamed() {
    assertThatThrownBy(() -> Preflight.rights(TestJobs.options()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no Kafka broker answers at 127.0.0.1:1 (Connection refused)");
  }

  @Test
  void aBrokerAddressThatIsNoneIsNamed() {
    JobOptions options = TestJobs.builder().set(JobKeys.BOOTSTRAP_SERVERS, "kafka").build();

    assertThatThrownBy(() -> Preflight.rights(options))
        .isInstanceOf(IOException.class)
        .hasMessage("broker 'kafka' is not written as HOST:PORT");
  }

  @Test
  void anUnreachableRegistryIsNamed() {
    assertThatThrownBy(() -> Preflight.subjects(TestJobs.options()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("schema registry http://127.0.0.1:2 is not reachable")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aRegistryWithoutOurSchemasIsNamed() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/subjects",
        exchange -> {
          byte[] body = "[\"frameflow.detections.v1-value\"]".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      JobOptions options = TestJobs.builder().set(JobKeys.REGISTRY_URL, url).build();

      assertThatThrownBy(() -> Preflight.subjects(options))
          .hasMessageStartingWith(
              "schema registry %s has no subject frameflow.dead-letters.v1-value".formatted(url));
    } finally {
      server.stop(0);
    }
  }
}
