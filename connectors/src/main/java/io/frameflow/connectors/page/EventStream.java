package io.frameflow.connectors.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The page's state to browsers, as server-sent events: at once, then whenever it changes but not
 * faster than a screen needs. Each browser has a thread, so that a slow one delays nobody.
 */
final class EventStream implements AutoCloseable {

  private static final int MOST_BROWSERS = 32;
  private static final long MILLIS_BETWEEN = 40;
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  private final PageState state;
  private final ObjectMapper mapper;
  private final Semaphore seats = new Semaphore(MOST_BROWSERS);
  private volatile boolean closed;

  EventStream(PageState state, ObjectMapper mapper) {
    this.state = state;
    this.mapper = mapper;
  }

  void accept(SseClient browser) {
    if (!seats.tryAcquire()) {
      browser.sendEvent("full", "There are " + MOST_BROWSERS + " viewers already.");
      return;
    }
    browser.keepAlive();
    Thread thread = new Thread(() -> send(browser), "live-page-browser");
    thread.setDaemon(true);
    thread.start();
  }

  private void send(SseClient browser) {
    try {
      long seen = -1;
      while (!closed && !browser.terminated()) {
        PageView view = state.view();
        seen = view.version();
        browser.sendEvent("state", mapper.writeValueAsString(view));
        TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN);
        state.awaitChange(seen, HEARTBEAT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    } finally {
      seats.release();
      browser.close();
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
