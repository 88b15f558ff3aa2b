package io.frameflow.standalone.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What the network is like just now, the same for all connections of a proxy. Whoever passes bytes
 * on asks here, and waits here while they may not pass.
 */
final class LinkConditions {

  /** Pieces per second that a trickle comes in. */
  private static final int PIECES = 10;

  private boolean blackhole;
  private boolean refusing;
  private Duration delay = Duration.ZERO;
  private int bytesPerSecond;
  private Set<Short> withheldKeys = Set.of();
  private final Map<Short, Integer> withheldNow = new HashMap<>();
  private long met;

  synchronized void heal() {
    met = 0;
    blackhole = false;
    refusing = false;
    delay = Duration.ZERO;
    bytesPerSecond = 0;
    withheldKeys = Set.of();
    notifyAll();
  }

  synchronized void setBlackhole() {
    blackhole = true;
  }

  synchronized void setRefusing() {
    refusing = true;
  }

  synchronized void setDelay(Duration each) {
    delay = each;
  }

  synchronized void setBytesPerSecond(int rate) {
    bytesPerSecond = rate;
  }

  synchronized void setWithheld(Set<Short> apiKeys) {
    withheldKeys = Set.copyOf(apiKeys);
    notifyAll();
  }

  synchronized boolean refusing() {
    return refusing;
  }

  /** Notes that a connection, a request or a piece has met the harm that is done just now. */
  synchronized void harmed() {
    met++;
  }

  /** How often that was since the last {@link #heal}. */
  synchronized long met() {
    return met;
  }

  private synchronized int withheld(short apiKey) {
    return withheldNow.getOrDefault(apiKey, 0);
  }

  /** Lets those look up who wait for a connection that has ended. */
  synchronized void connectionEnded() {
    notifyAll();
  }

  /**
   * Holds a request back for as long as its kind is withheld.
   *
   * @param open whether the connection still exists
   */
  synchronized void awaitRequestMayPass(short apiKey, BooleanSupplier open)
      throws InterruptedException {
    if (!withheldKeys.contains(apiKey)) {
      return;
    }
    withheldNow.merge(apiKey, 1, Integer::sum);
    met++;
    notifyAll();
    try {
      while (withheldKeys.contains(apiKey) && open.getAsBoolean()) {
        wait();
      }
    } finally {
      withheldNow.merge(apiKey, -1, Integer::sum);
    }
  }

  /** Waits until a request of that kind is being held back. */
  synchronized boolean awaitWithheld(short apiKey, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (withheld(apiKey) == 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** Writes as fast as the network lets it, late or never. */
  void write(OutputStream to, byte[] bytes, int length, BooleanSupplier open)
      throws IOException, InterruptedException {
    sleepForDelay();
    int written = 0;
    while (written < length && open.getAsBoolean()) {
      int piece = Math.min(length - written, awaitPiece(open));
      to.write(bytes, written, piece);
      to.flush();
      written += piece;
    }
  }

  private void sleepForDelay() throws InterruptedException {
    Duration now;
    synchronized (this) {
      now = delay;
      met += now.isZero() ? 0 : 1;
    }
    TimeUnit.MILLISECONDS.sleep(now.toMillis());
  }

  /** How many bytes may go at once, after the pause that keeps the rate. */
  @SuppressWarnings("WaitNotInLoop") // A pause that ends early only makes the rate uneven.
  private synchronized int awaitPiece(BooleanSupplier open) throws InterruptedException {
    met += blackhole ? 1 : 0;
    while (blackhole && open.getAsBoolean()) {
      wait();
    }
    if (bytesPerSecond == 0) {
      return Integer.MAX_VALUE;
    }
    met++;
    // A cure in the meantime ends the pause early.
    wait(1000 / PIECES);
    return Math.max(1, bytesPerSecond / PIECES);
  }
}
