package io.frameflow.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.frameflow.standalone.stack.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a real registry, which keeps its schemas, and takes it out of service in the ways
 * in which registries go out of service.
 */
public final class RegistryGate implements AutoCloseable {

  /** How the registry fails. */
  public enum Outage {
    /** Nothing listens. */
    REFUSED,
    /** Connections are accepted, and never answered. */
    HANGING,
    /** It answers that it is not available. */
    HTTP_503,
    /** A proxy has lost its way to it. */
    PROXY_404
  }

  private final URI registry;
  private final int port;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private volatile Outage outage;
  private volatile CountDownLatch healed = new CountDownLatch(0);

  private RegistryGate(URI registry, int port) {
    this.registry = registry;
    this.port = port;
  }

  /** A gate before the registry at {@code url}, open. */
  public static RegistryGate before(String url) throws IOException {
    RegistryGate gate = new RegistryGate(URI.create(url), FreePorts.pick(1)[0]);
    gate.listen();
    return gate;
  }

  /** To be used in place of the registry's. */
  public String url() {
    return "http://127.0.0.1:" + port + registry.getPath();
  }

  /** Requests that came through or were turned away. */
  public int requests() {
    return requests.get();
  }

  /** Takes the registry out of service. */
  public void begin(Outage kind) {
    healed = new CountDownLatch(1);
    outage = kind;
    if (kind == Outage.REFUSED) {
      server.stop(0);
    }
  }

  /** Puts it back into service. */
  public void end() throws IOException {
    boolean silent = outage == Outage.REFUSED;
    outage = null;
    healed.countDown();
    if (silent) {
      listen();
    }
  }

  private void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      Outage now = outage;
      if (now == null) {
        passOn(exchange);
      } else if (now == Outage.HANGING) {
        healed.await();
      } else {
        exchange.sendResponseHeaders(now == Outage.HTTP_503 ? 503 : 404, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void passOn(HttpExchange exchange) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(registry.resolve(exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (String header : new String[] {"Content-Type", "Accept"}) {
      String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    byte[] body = response.body().readAllBytes();
    response
        .headers()
        .firstValue("Content-Type")
        .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
    exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    healed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
