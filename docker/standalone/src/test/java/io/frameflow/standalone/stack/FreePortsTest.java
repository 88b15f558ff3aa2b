package io.frameflow.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FreePortsTest {

  @Test
  void portsOfOneCallDiffer() throws IOException {
    int[] ports = FreePorts.pick(50);
    assertThat(Arrays.stream(ports).distinct().count()).isEqualTo(50);
    assertThat(Arrays.stream(ports)).allMatch(port -> port > 0);
  }

  @Test
  void zeroIsAnyPort() throws IOException {
    assertThat(FreePorts.require(0, "page")).isPositive();
  }

  @Test
  void aTakenPortIsNamedWithItsPurpose() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> FreePorts.require(port, "live page"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(Integer.toString(port))
          .hasMessageContaining("live page");
    }
  }
}
