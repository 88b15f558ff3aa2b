package io.frameflow.schemas.serdes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** As much of the Confluent registry's HTTP interface as the serde asks for, over real HTTP. */
final class TinyRegistry implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<Schema> byId = new ArrayList<>();
  private final Map<String, List<Integer>> subjects = new ConcurrentHashMap<>();
  final Map<String, String> compatibility = new ConcurrentHashMap<>();
  final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile String requiredUser;
  private volatile int failWith;
  private volatile int proxyStatus;

  TinyRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  RegistryOptions options() {
    return RegistryOptions.of(url());
  }

  /** From now on only {@code user:password} may come in. */
  void requireUser(String userAndPassword) {
    requiredUser =
        "Basic "
            + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
  }

  /** From now on a proxy answers, and not the registry: this status with a page; 0 ends it. */
  void proxyAnswers(int status) {
    proxyStatus = status;
  }

  /** From now on every request fails with this status; 0 ends it. */
  void failWith(int status) {
    failWith = status;
  }

  synchronized int add(String subject, Schema schema) {
    int index = byId.indexOf(schema);
    if (index < 0) {
      byId.add(schema);
      index = byId.size() - 1;
    }
    List<Integer> ids = subjects.computeIfAbsent(subject, s -> new ArrayList<>());
    if (!ids.contains(index + 1)) {
      ids.add(index + 1);
    }
    return index + 1;
  }

  /** As one that keeps its schemas in memory, after a restart. */
  synchronized void forgetEverything() {
    byId.clear();
    subjects.clear();
  }

  synchronized Schema schema(int id) {
    return byId.get(id - 1);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = URLDecoder.decode(exchange.getRequestURI().getRawPath(), StandardCharsets.UTF_8);
    requests.add(exchange.getRequestMethod() + " " + path);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (proxyStatus != 0) {
      send(exchange, proxyStatus, "<html>default backend</html>".getBytes(StandardCharsets.UTF_8));
    } else if (failWith != 0) {
      answer(exchange, failWith, error(failWith * 100, "out of order"));
    } else if (requiredUser != null
        && !requiredUser.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, error(401, "Unauthorized"));
    } else {
      route(exchange, path.split("/", -1), body);
    }
  }

  private synchronized void route(HttpExchange exchange, String[] path, String body)
      throws IOException {
    if (path[1].equals("schemas")) {
      int id = Integer.parseInt(path[3]);
      if (id < 1 || id > byId.size()) {
        answer(exchange, 404, error(40403, "Schema " + id + " not found"));
      } else {
        answer(exchange, 200, Map.of("schema", schema(id).toString()));
      }
    } else if (path[1].equals("config")) {
      String level = JSON.readTree(body).get("compatibility").asText();
      compatibility.put(path[2], level);
      answer(exchange, 200, Map.of("compatibility", level));
    } else if (path.length == 4) {
      register(exchange, path[2], parse(body));
    } else {
      lookUp(exchange, path[2], parse(body));
    }
  }

  private void register(HttpExchange exchange, String subject, Schema schema) throws IOException {
    for (int id : subjects.getOrDefault(subject, List.of())) {
      if (SchemaCompatibility.checkReaderWriterCompatibility(schema, schema(id)).getType()
          != SchemaCompatibilityType.COMPATIBLE) {
        answer(exchange, 409, error(409, "incompatible with an\n earlier schema"));
        return;
      }
    }
    answer(exchange, 200, Map.of("id", add(subject, schema)));
  }

  private void lookUp(HttpExchange exchange, String subject, Schema schema) throws IOException {
    int id = byId.indexOf(schema) + 1;
    if (!subjects.containsKey(subject)) {
      answer(exchange, 404, error(40401, "Subject not found"));
    } else if (!subjects.get(subject).contains(id)) {
      answer(exchange, 404, error(40403, "Schema not found"));
    } else {
      answer(
          exchange,
          200,
          Map.of("subject", subject, "id", id, "version", 1, "schema", schema.toString()));
    }
  }

  private static Schema parse(String body) throws IOException {
    JsonNode request = JSON.readTree(body);
    return new Schema.Parser().parse(request.get("schema").asText());
  }

  private static Map<String, Object> error(int code, String message) {
    return Map.of("error_code", code, "message", message);
  }

  private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
    send(exchange, status, JSON.writeValueAsBytes(body));
  }

  private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
