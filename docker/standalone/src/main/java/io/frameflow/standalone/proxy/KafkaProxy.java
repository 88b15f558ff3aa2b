package io.frameflow.standalone.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes Kafka's protocol on between clients and one broker, on loopback and in plain text, until
 * it is told to harm it. Harm lasts until {@link #heal}. The broker must advertise this proxy's
 * port, or clients would go past it.
 */
public final class KafkaProxy implements AutoCloseable {

  /** API key of the request that commits or aborts a transaction. */
  public static final short END_TXN = 26;

  /** API key of the request that writes records. */
  public static final short PRODUCE = 0;

  private final ServerSocket server;
  private final int brokerPort;
  private final LinkConditions conditions = new LinkConditions();
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

  private KafkaProxy(ServerSocket server, int brokerPort) {
    this.server = server;
    this.brokerPort = brokerPort;
  }

  /**
   * Listens at once; the broker need not be there yet.
   *
   * @throws IOException when the port is taken
   */
  public static KafkaProxy start(int port, int brokerPort) throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    KafkaProxy proxy = new KafkaProxy(server, brokerPort);
    Thread thread = new Thread(proxy::accept, "proxy-accept");
    thread.setDaemon(true);
    thread.start();
    return proxy;
  }

  /** The port that clients connect to. */
  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException e) {
        // The server was closed, or a client left before it was served: both need no answer.
      }
    }
  }

  private void connect(Socket client) {
    if (conditions.refusing()) {
      conditions.harmed();
      ProxiedConnection.closeQuietly(client);
      return;
    }
    Socket broker = new Socket();
    try {
      broker.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort), 2000);
      broker.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
    } catch (IOException e) {
      // No broker: the client is told as a closed port would tell it.
      ProxiedConnection.closeQuietly(broker);
      ProxiedConnection.closeQuietly(client);
      return;
    }
    ProxiedConnection[] self = new ProxiedConnection[1];
    self[0] = new ProxiedConnection(client, broker, conditions, () -> connections.remove(self[0]));
    connections.add(self[0]);
    self[0].start();
    if (conditions.refusing() || server.isClosed()) {
      // Turned away since it was let in: whoever cut the others did not see it yet.
      self[0].reset();
    }
  }

  /** Resets every connection, once; new ones are served. */
  public void cut() {
    List.copyOf(connections).forEach(ProxiedConnection::reset);
  }

  /** Resets every connection and turns new ones away. */
  public void refuse() {
    conditions.setRefusing();
    cut();
  }

  /** Nothing passes any more, and no connection ends. */
  public void blackhole() {
    conditions.setBlackhole();
  }

  /** Everything passes later by this much, in both directions. */
  public void delay(Duration each) {
    conditions.setDelay(each);
  }

  /** Each connection passes no more than this, in both directions. */
  public void trickle(int bytesPerSecond) {
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException("a trickle of " + bytesPerSecond + " bytes per second");
    }
    conditions.setBytesPerSecond(bytesPerSecond);
  }

  /**
   * Holds back requests of these kinds, and what comes after them on the same connection. Once
   * healed they reach the broker, late, as a packet does that lost its way.
   *
   * @param apiKeys as Kafka's protocol numbers them
   */
  public void withhold(Set<Short> apiKeys) {
    conditions.setWithheld(apiKeys);
  }

  /**
   * Waits until a request of that kind is held back.
   *
   * @return false when none came in time
   */
  public boolean awaitWithheld(short apiKey, Duration limit) throws InterruptedException {
    return conditions.awaitWithheld(apiKey, limit);
  }

  /**
   * How often something met the harm since the last {@link #heal}: a connection that was reset or
   * turned away, a request that was held back, a piece that was late or lost. Harm that nobody met
   * counts 0.
   */
  public long met() {
    return conditions.met();
  }

  /** Everything passes again at once, also what was held back. */
  public void heal() {
    conditions.heal();
  }

  @Override
  public void close() throws IOException {
    server.close();
    conditions.heal();
    cut();
  }
}
