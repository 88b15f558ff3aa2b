package io.frameflow.standalone.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.standalone.stack.FreePorts;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaProxyTest {

  private static final short FETCH = 1;
  private static final int SOON_MILLIS = 10_000;
  private static final int NEVER_MILLIS = 300;

  private EchoBroker broker;
  private KafkaProxy proxy;
  private Socket client;

  @BeforeEach
  void start() throws IOException {
    broker = new EchoBroker();
    proxy = KafkaProxy.start(FreePorts.pick(1)[0], broker.port());
    client = connect();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    proxy.close();
    broker.close();
  }

  @Test
  void requestsAndAnswersPassUnchanged() throws IOException {
    send(client, FETCH, 100_000);
    assertThat(answer(client, SOON_MILLIS)).isEqualTo(request(FETCH, 100_000));
  }

  @Test
  void aCutEndsConnectionsAndNewOnesAreServed() throws IOException {
    exchange(client);
    proxy.cut();
    assertThat(proxy.met()).isEqualTo(1);
    assertThatThrownBy(() -> answer(client, SOON_MILLIS)).isInstanceOf(IOException.class);
    try (Socket next = connect()) {
      exchange(next);
    }
  }

  @Test
  void harmThatNobodyMeetsIsNotCounted() throws IOException {
    exchange(client);
    proxy.withhold(Set.of(KafkaProxy.END_TXN));
    exchange(client);
    proxy.heal();
    exchange(client);
    assertThat(proxy.met()).isZero();
  }

  @Test
  void refusedConnectionsEndUntilItIsHealed() throws IOException {
    proxy.refuse();
    assertThatThrownBy(
            () -> {
              try (Socket refused = connect()) {
                exchange(refused);
              }
            })
        .isInstanceOf(IOException.class);
    assertThat(proxy.met()).isEqualTo(2);
    proxy.heal();
    try (Socket next = connect()) {
      exchange(next);
    }
  }

  @Test
  void inABlackHoleNothingComesBackUntilItIsHealed() throws IOException {
    exchange(client);
    proxy.blackhole();
    send(client, FETCH, 10);
    assertThatThrownBy(() -> answer(client, NEVER_MILLIS))
        .isInstanceOf(SocketTimeoutException.class);
    assertThat(proxy.met()).isPositive();
    proxy.heal();
    assertThat(proxy.met()).isZero();
    assertThat(answer(client, SOON_MILLIS)).hasSize(10);
  }

  @Test
  void aDelayCountsBothWays() throws IOException {
    exchange(client);
    proxy.delay(Duration.ofMillis(100));
    long start = System.nanoTime();
    exchange(client);
    assertThat(proxy.met()).isGreaterThanOrEqualTo(2);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(199));
  }

  @Test
  void aTrickleIsAsSlowAsItWasAskedToBe() throws IOException {
    proxy.trickle(10_000);
    long start = System.nanoTime();
    send(client, FETCH, 4_000);
    assertThat(answer(client, SOON_MILLIS)).hasSize(4_000);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(400));
  }

  @Test
  void onlyTheKindThatIsWithheldWaits() throws Exception {
    proxy.withhold(Set.of(KafkaProxy.END_TXN));
    send(client, KafkaProxy.END_TXN, 10);
    assertThat(proxy.awaitWithheld(KafkaProxy.END_TXN, Duration.ofMillis(SOON_MILLIS))).isTrue();
    assertThat(proxy.met()).isEqualTo(1);
    try (Socket other = connect()) {
      exchange(other);
    }
    assertThatThrownBy(() -> answer(client, NEVER_MILLIS))
        .isInstanceOf(SocketTimeoutException.class);
    proxy.heal();
    assertThat(answer(client, SOON_MILLIS)).isEqualTo(request(KafkaProxy.END_TXN, 10));
    assertThat(proxy.awaitWithheld(KafkaProxy.END_TXN, Duration.ZERO)).isFalse();
  }

  @Test
  void withoutABrokerTheClientIsHungUpOn() throws IOException {
    try (KafkaProxy lonely = KafkaProxy.start(FreePorts.pick(1)[0], FreePorts.pick(1)[0]);
        Socket unserved = new Socket(InetAddress.getLoopbackAddress(), lonely.port())) {
      assertThatThrownBy(() -> exchange(unserved)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aTrickleOfNothingIsRefused() {
    assertThatThrownBy(() -> proxy.trickle(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  private static void exchange(Socket through) throws IOException {
    send(through, FETCH, 10);
    assertThat(answer(through, SOON_MILLIS)).isEqualTo(request(FETCH, 10));
  }

  private static void send(Socket through, short apiKey, int length) throws IOException {
    through
        .getOutputStream()
        .write(ByteBuffer.allocate(4 + length).putInt(length).put(request(apiKey, length)).array());
  }

  private static byte[] request(short apiKey, int length) {
    return ByteBuffer.allocate(length).putShort(apiKey).putShort((short) 9).array();
  }

  private static byte[] answer(Socket through, int millis) throws IOException {
    through.setSoTimeout(millis);
    DataInputStream in = new DataInputStream(through.getInputStream());
    byte[] answer = new byte[in.readInt()];
    in.readFully(answer);
    return answer;
  }
}
