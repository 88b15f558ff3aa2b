package io.frameflow.pipeline.waiting;

import java.io.Serializable;

/** The two clocks of this machine. */
public interface Clocks extends Serializable {

  /** Those of the operating system. */
  Clocks SYSTEM = new SystemClocks();

  /** Time of day, milliseconds since 1970: comparable with other machines, but it may be set. */
  long wallMillis();

  /** A clock that never jumps, from an arbitrary start. */
  long nanos();

  /** Not a lambda: it has two methods. */
  final class SystemClocks implements Clocks {
    private static final long serialVersionUID = 1L;

    private SystemClocks() {}

    @Override
    public long wallMillis() {
      return System.currentTimeMillis();
    }

    @Override
    public long nanos() {
      return System.nanoTime();
    }
  }
}
