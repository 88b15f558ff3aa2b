package io.frameflow.connectors.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page over HTTP, for this machine only: it binds to 127.0.0.1 and answers to no other host
 * name, so that a foreign web page cannot reach the cameras by renaming itself (DNS rebinding).
 */
final class PageServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PageServer.class);
  static final String HOST = "127.0.0.1";
  private static final Pattern OWN_HOST =
      Pattern.compile("(127\\.0\\.0\\.1|localhost)(:\\d+)?", Pattern.CASE_INSENSITIVE);
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final PageState state;
  private final ObjectMapper mapper = new ObjectMapper();
  private final EventStream events;
  private final Javalin server;

  private PageServer(PageState state, int port) {
    this.state = state;
    this.events = new EventStream(state, mapper);
    this.server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.jetty.host = HOST;
              config.jetty.port = port;
              config.routes.before(this::guard);
              config.routes.get("/", file("live.html", "text/html; charset=utf-8")::serve);
              config.routes.get(
                  "/live.js", file("live.js", "text/javascript; charset=utf-8")::serve);
              config.routes.get("/live.css", file("live.css", "text/css; charset=utf-8")::serve);
              Asset icon = file("favicon.svg", "image/svg+xml");
              config.routes.get("/favicon.svg", icon::serve);
              config.routes.get("/favicon.ico", icon::serve);
              config.routes.get("/api/state", this::state);
              config.routes.get("/frames/{file}", this::picture);
              config.routes.get("/api/events", this::events);
            });
  }

  /**
   * @param port 0 is any free one
   * @throws IOException with one line, when the port is taken
   */
  static PageServer start(PageState state, int port) throws IOException {
    requireFree(port);
    PageServer started = new PageServer(state, port);
    try {
      started.server.start();
      return started;
    } catch (JavalinBindException e) {
      throw taken(port, e);
    }
  }

  /** Asked first because the server logs a stack trace of its own when it cannot bind. */
  @SuppressWarnings("AddressSelection") // a literal address: there is nothing to select
  private static void requireFree(int port) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(HOST, port));
    } catch (IOException e) {
      throw taken(port, e);
    }
  }

  private static IOException taken(int port, Exception cause) {
    return new IOException(
        "port %d of %s is taken: choose another with --port, or 0 for a free one"
            .formatted(port, HOST),
        cause);
  }

  int port() {
    return server.port();
  }

  private void guard(Context context) {
    String host = context.header("Host");
    if (host == null || !OWN_HOST.matcher(host).matches()) {
      context.status(403).result("This page is for this machine only.").skipRemainingHandlers();
    }
    context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cache-Control", "no-store");
  }

  private void state(Context context) throws IOException {
    context.contentType("application/json").result(mapper.writeValueAsBytes(state.view()));
  }

  private void events(Context context) throws IOException {
    try {
      events.serve(context);
    } catch (EofException gone) {
      LOG.debug("a browser has left the page", gone);
    }
  }

  private void picture(Context context) {
    String file = context.pathParam("file");
    String camera = file.endsWith(".jpg") ? file.substring(0, file.length() - 4) : "";
    Optional<byte[]> jpeg = number(context).flatMap(number -> state.picture(camera, number));
    if (jpeg.isPresent()) {
      context.contentType("image/jpeg").result(jpeg.get());
    } else {
      context.status(404).result("no such picture (any more)");
    }
  }

  private static Optional<Long> number(Context context) {
    String number = context.queryParam("frame");
    try {
      return Optional.of(number == null ? 0L : Long.parseLong(number));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private record Asset(String bytes, String contentType) {
    void serve(Context context) {
      context.contentType(contentType).result(bytes);
    }
  }

  private static Asset file(String name, String contentType) {
    try (InputStream in = PageServer.class.getResourceAsStream(name)) {
      return new Asset(new String(in.readAllBytes(), StandardCharsets.UTF_8), contentType);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    events.close();
    server.stop();
  }
}
