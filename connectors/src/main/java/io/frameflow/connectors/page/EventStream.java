package io.frameflow.connectors.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The page's state to browsers, as server-sent events: at once, then whenever it changes but not
 * faster than a screen needs. Each browser keeps its request's thread, so that a slow one delays
 * nobody.
 */
final class EventStream implements AutoCloseable {

  private static final int MOST_BROWSERS = 32;
  private static final long MILLIS_BETWEEN = 40;

  /** Short enough that a browser which has gone is noticed soon. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  private final PageState state;
  private final ObjectMapper mapper;
  private final Semaphore seats = new Semaphore(MOST_BROWSERS);
  private volatile boolean closed;

  EventStream(PageState state, ObjectMapper mapper) {
    this.state = state;
    this.mapper = mapper;
  }

  /** Answers a request until its browser goes away or the page ends. */
  void serve(Context context) throws IOException {
    context.contentType("text/event-stream; charset=utf-8");
    OutputStream out = context.res().getOutputStream();
    if (!seats.tryAcquire()) {
      send(out, "full", ("There are " + MOST_BROWSERS + " viewers already.").getBytes(UTF_8));
      return;
    }
    try {
      while (!closed) {
        PageView view = state.view();
        send(out, "state", mapper.writeValueAsBytes(view));
        TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN);
        state.awaitChange(view.version(), HEARTBEAT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      seats.release();
    }
  }

  /** One event; JSON has no line breaks, so its data is one line. */
  private static void send(OutputStream out, String event, byte[] data) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream(data.length + 32);
    message.writeBytes(("event: " + event + "\ndata: ").getBytes(UTF_8));
    message.writeBytes(data);
    message.writeBytes("\n\n".getBytes(UTF_8));
    message.writeTo(out);
    out.flush();
  }

  @Override
  public void close() {
    closed = true;
    state.wakeBrowsers();
  }
}
