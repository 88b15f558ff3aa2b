package io.frameflow.it.security;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * A gate before a registry, as operators put one: it wants a client certificate and a name with a
 * password. One name is known but may do nothing.
 */
final class RegistryGate implements AutoCloseable {

  static final String USER_INFO = "frameflow:gate-0a1b2c";
  static final String POWERLESS = "guest:gate-0a1b2c";

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final HttpClient upstream;
  private final URI registry;

  private RegistryGate(HttpsServer server, SSLContext ours, URI registry) {
    this.server = server;
    this.registry = registry;
    this.upstream =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(ours).build();
  }

  static RegistryGate open(SSLContext shown, SSLContext ours, String registry) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(shown) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            tls.setNeedClientAuth(true);
            parameters.setSSLParameters(tls);
          }
        });
    RegistryGate gate = new RegistryGate(server, ours, URI.create(registry));
    server.createContext("/", gate::handle);
    server.setExecutor(gate.threads);
    server.start();
    return gate;
  }

  String url() {
    return "https://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), registry.getPath());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String login = exchange.getRequestHeaders().getFirst("Authorization");
      if (basic(POWERLESS).equals(login)) {
        answer(
            exchange,
            403,
            "{\"error_code\":403,\"message\":\"not for you\"}".getBytes(StandardCharsets.UTF_8));
      } else if (!basic(USER_INFO).equals(login)) {
        answer(
            exchange,
            401,
            "{\"error_code\":401,\"message\":\"who are you\"}".getBytes(StandardCharsets.UTF_8));
      } else {
        pass(exchange);
      }
    }
  }

  private void pass(HttpExchange exchange) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(registry.resolve(exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      HttpResponse<byte[]> answer =
          upstream.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      answer
          .headers()
          .firstValue("Content-Type")
          .ifPresent(value -> exchange.getResponseHeaders().set("Content-Type", value));
      answer(exchange, answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static String basic(String userInfo) {
    return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
