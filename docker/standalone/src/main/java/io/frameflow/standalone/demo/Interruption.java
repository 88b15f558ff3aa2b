package io.frameflow.standalone.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C as a wish, not as an end: the JVM stays up until the work that was asked to stop has
 * finished, or a limit has passed.
 */
final class Interruption implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::askAndWait, "interruption");

  private Interruption() {}

  /** Takes over Ctrl-C (SIGINT) and SIGTERM until it is closed. */
  static Interruption install() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** True once somebody asked for the end. */
  boolean asked() {
    return asked.getCount() == 0;
  }

  /** Waits until somebody asks for the end; false when {@code limit} passed without. */
  boolean await(Duration limit) throws InterruptedException {
    return asked.await(Math.max(0, limit.toMillis()), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    finished.countDown();
    if (!asked()) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private void askAndWait() {
    asked.countDown();
    try {
      if (!finished.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("frameflow demo: gave up waiting for a clean end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
