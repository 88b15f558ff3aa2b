package io.frameflow.connectors.video;

import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/**
 * Ends FFmpeg's blocking calls: after a time limit, and as soon as the reading thread is
 * interrupted.
 *
 * <p>FFmpeg asks it while it waits for the network. One rule for every protocol is surer than the
 * time-out option that each of them names and scales in its own way.
 */
final class ReadDeadline extends AVIOInterruptCB.Callback_Pointer {

  private final transient Thread reader = Thread.currentThread();
  private final long limitNanos;
  private volatile long startedNanos;
  private volatile boolean expired;

  ReadDeadline(Duration limit) {
    this.limitNanos = limit.toNanos();
    restart();
  }

  /** Gives the next call the full time again. */
  void restart() {
    startedNanos = System.nanoTime();
    expired = false;
  }

  /** True when the call was ended by the time limit. */
  boolean expired() {
    return expired;
  }

  /** {@return 1 to end the call that waits, 0 to let it go on} */
  @Override
  public int call(Pointer unused) {
    if (System.nanoTime() - startedNanos > limitNanos) {
      expired = true;
    }
    return expired || reader.isInterrupted() ? 1 : 0;
  }
}
