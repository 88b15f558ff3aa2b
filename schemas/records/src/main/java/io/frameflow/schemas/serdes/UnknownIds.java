package io.frameflow.schemas.serdes;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * Schema ids of which the registry said lately that it does not know them. They are remembered only
 * for a short while, as the next schema to be registered may get one of them.
 *
 * <p>A flood of records with made-up ids hardly names one twice. Registries count upwards, so once
 * several ids were unknown, an id beyond any real count and above one that is unknown is taken to
 * be unknown too: of a flood's random ids only the successive minima are asked for, some ten in ten
 * thousand.
 */
final class UnknownIds {
  /** So many unknown ids at a time are a flood. */
  static final int FLOOD = 16;

  /** No registry has counted this far. */
  static final int BEYOND_COUNTING = 1 << 24;

  private static final int MOST = 10_000;

  private final long lifeNanos;
  private final LongSupplier clock;
  // All live equally long, so the oldest is the first to go.
  private final Map<Integer, Long> since = new LinkedHashMap<>();
  private final TreeSet<Integer> sorted = new TreeSet<>();

  UnknownIds(Duration life, LongSupplier nanoClock) {
    lifeNanos = life.toNanos();
    clock = nanoClock;
  }

  /** For as long as the client's settings say, or by default. */
  static UnknownIds of(Map<String, String> properties) {
    long seconds = (Long) ClientSettings.from(properties).get(ClientSettings.UNKNOWN_ID_LIFE);
    return new UnknownIds(Duration.ofSeconds(seconds), System::nanoTime);
  }

  /** The registry does not know {@code id}. */
  synchronized void add(int id) {
    since.remove(id);
    since.put(id, clock.getAsLong());
    sorted.add(id);
    if (since.size() > MOST) {
      dropOldest();
    }
  }

  /** True if the registry need not be asked for {@code id} now, as it does not know it. */
  synchronized boolean holds(int id) {
    if (id < 1) {
      return true;
    }
    dropExpired();
    if (since.containsKey(id)) {
      return true;
    }
    if (id < BEYOND_COUNTING || since.size() < FLOOD) {
      return false;
    }
    Integer lowest = sorted.ceiling(BEYOND_COUNTING);
    return lowest != null && lowest < id;
  }

  private void dropExpired() {
    long now = clock.getAsLong();
    while (!since.isEmpty() && now - since.values().iterator().next() >= lifeNanos) {
      dropOldest();
    }
  }

  private void dropOldest() {
    Iterator<Integer> oldest = since.keySet().iterator();
    sorted.remove(oldest.next());
    oldest.remove();
  }
}
