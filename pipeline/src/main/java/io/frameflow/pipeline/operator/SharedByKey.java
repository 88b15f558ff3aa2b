package io.frameflow.pipeline.operator;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Things that are dear and that all subtasks of a process share: each is made for its first user
 * and closed with its last.
 */
final class SharedByKey<T> {
  private final Map<Object, Shared> open = new HashMap<>();
  private final Consumer<T> closer;

  SharedByKey(Consumer<T> closer) {
    this.closer = closer;
  }

  /** Makes what is shared. */
  interface Opener<T, E extends Exception> {
    T open() throws E;
  }

  /**
   * What belongs to {@code key}, made if nobody has it. The lock is held meanwhile: whoever comes
   * second needs it anyway.
   */
  synchronized <E extends Exception> Lease<T> acquire(Object key, Opener<T, E> opener) throws E {
    Shared shared = open.get(key);
    if (shared == null) {
      shared = new Shared(key, opener.open());
      open.put(key, shared);
    }
    shared.users++;
    return new Lease<>(shared.thing, shared::release);
  }

  /** The right to use it until it is closed. */
  static final class Lease<T> implements AutoCloseable {
    private final T thing;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Lease(T thing, Runnable release) {
      this.thing = thing;
      this.release = release;
    }

    T get() {
      return thing;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        release.run();
      }
    }
  }

  private final class Shared {
    private final Object key;
    private final T thing;
    private int users;

    Shared(Object key, T thing) {
      this.key = key;
      this.thing = thing;
    }

    void release() {
      synchronized (SharedByKey.this) {
        if (--users == 0) {
          open.remove(key);
          closer.accept(thing);
        }
      }
    }
  }
}
