package io.frameflow.connectors.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets a verb end in order on Ctrl-C (SIGINT, SIGTERM): the running work is told to stop, its
 * summary is printed, and the process ends with the verb's own exit code instead of the signal's.
 */
public final class StopSignal implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;

  private final Runnable stop;
  private final CountDownLatch done = new CountDownLatch(1);
  private final AtomicInteger exitCode = new AtomicInteger();
  private final Thread hook = new Thread(this::stopAndWait, "stop-signal");

  private StopSignal(Runnable stop) {
    this.stop = stop;
  }

  /**
   * From now until {@link #close()}, a signal runs {@code stop} (on a thread of its own) and the
   * process waits for the verb to finish.
   */
  public static StopSignal install(Runnable stop) {
    StopSignal signal = new StopSignal(stop);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /** The exit code for the case that a signal ends the process. */
  public void exitCode(int code) {
    exitCode.set(code);
  }

  private void stopAndWait() {
    stop.run();
    try {
      if (done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        // The JVM would report the signal (130), although everything ended as it should.
        Runtime.getRuntime().halt(exitCode.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    System.out.flush();
    System.err.flush();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException signalled) {
      done.countDown();
    }
  }
}
