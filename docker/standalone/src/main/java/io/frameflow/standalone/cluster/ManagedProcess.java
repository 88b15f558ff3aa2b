package io.frameflow.standalone.cluster;

import io.frameflow.standalone.processes.ChildEnd;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One child process of a cluster: it can be killed, frozen, thawed and started again, always with
 * the same command. Safe for several threads.
 */
public final class ManagedProcess implements AutoCloseable {

  private static final Duration PROBE_PAUSE = Duration.ofMillis(100);

  /** A signal that cannot be refused acts when the process is next due on a processor. */
  private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(30);

  private static final Duration SIGNAL_PAUSE = Duration.ofMillis(10);

  /** How Java tells of a process that SIGKILL ended. */
  private static final int KILLED = 128 + 9;

  private final ProcessSpec spec;
  private final Watchdog watchdog;
  private Process process;
  private boolean frozen;
  private int starts;

  ManagedProcess(ProcessSpec spec, Watchdog watchdog) {
    this.spec = spec;
    this.watchdog = watchdog;
  }

  /** What it is, such as {@code taskmanager-1}. */
  public String name() {
    return spec.name();
  }

  /** The file with all output of all its starts. */
  public Path log() {
    return spec.log();
  }

  /** Starts it and returns at once. Does nothing while it lives. */
  public synchronized void start() throws IOException {
    if (isAlive()) {
      return;
    }
    ProcessBuilder builder =
        new ProcessBuilder(spec.command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
    builder.environment().putAll(spec.environment());
    process = builder.start();
    watchdog.watch(process);
    frozen = false;
    starts++;
  }

  /**
   * Waits until it does its work.
   *
   * @throws IOException with one line that names the log, when it ends instead or takes too long
   */
  public void awaitReady(Duration limit) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      while (!spec.readiness().ready(pid())) {
        if (!isAlive()) {
          throw new IOException(name() + " ended at once; see " + log());
        }
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "%s was not ready within %d s; see %s".formatted(name(), limit.toSeconds(), log()));
        }
        pause(PROBE_PAUSE);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Whether it runs and does its work, as far as can be seen from outside. */
  public boolean isReady() throws InterruptedException {
    return isAlive() && !isFrozen() && spec.readiness().ready(pid());
  }

  /** Id of the process of the latest start. */
  public synchronized long pid() {
    return process.pid();
  }

  /** Whether it runs; a frozen one does. */
  public synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Whether it is stopped by {@link #freeze}. */
  public synchronized boolean isFrozen() {
    return isAlive() && frozen;
  }

  /** How often it was started. */
  public synchronized int starts() {
    return starts;
  }

  /**
   * Whether SIGKILL ended its latest run: false while it lives, and where it ended in another way.
   */
  public synchronized boolean wasKilled() {
    return process != null && !process.isAlive() && process.exitValue() == KILLED;
  }

  /**
   * SIGKILL; returns when it is gone.
   *
   * @throws IOException when it is still there after half a minute
   */
  public synchronized void kill() throws IOException {
    if (process == null) {
      return;
    }
    process.destroyForcibly();
    if (!ChildEnd.await(process, SIGNAL_LIMIT)) {
      throw new IOException(
          "%s lives %d s after SIGKILL".formatted(name(), SIGNAL_LIMIT.toSeconds()));
    }
  }

  /** SIGTERM, and SIGKILL if that does not end it in time. */
  public synchronized void terminate(Duration patience) throws IOException {
    if (!isAlive()) {
      return;
    }
    thaw();
    process.destroy();
    if (!awaitEnd(patience)) {
      kill();
    }
  }

  /** SIGSTOP: it keeps its connections and its locks, and does nothing; returns when it stands. */
  public synchronized void freeze() throws IOException {
    signal("STOP");
    frozen = true;
    long deadline = System.nanoTime() + SIGNAL_LIMIT.toNanos();
    while (!isStopped()) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "%s runs on %d s after SIGSTOP".formatted(name(), SIGNAL_LIMIT.toSeconds()));
      }
      pause(SIGNAL_PAUSE);
    }
  }

  /** Whether the kernel lets it stand just now, whoever stopped it. Linux only. */
  public synchronized boolean isStopped() throws IOException {
    if (!isAlive()) {
      return false;
    }
    String stat = Files.readString(Path.of("/proc/" + pid() + "/stat"));
    // The state follows the name, which stands in parentheses and may hold any character.
    return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
  }

  /** SIGCONT. */
  public synchronized void thaw() throws IOException {
    if (isFrozen()) {
      signal("CONT");
      frozen = false;
    }
  }

  /** Kills it where it lives, and starts it. */
  public synchronized void restart() throws IOException {
    kill();
    start();
  }

  @Override
  public void close() throws IOException {
    terminate(Duration.ofSeconds(10));
  }

  private boolean awaitEnd(Duration limit) throws IOException {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Only while our child holds the id: nobody else can be hit. */
  private void signal(String signal) throws IOException {
    if (!isAlive()) {
      throw new IOException(name() + " does not run, so it cannot get a SIG" + signal);
    }
    Process kill =
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (kill.waitFor() != 0) {
        throw new IOException("SIG" + signal + " did not reach " + name());
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void pause(Duration time) throws InterruptedIOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private InterruptedIOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException wrapped =
        new InterruptedIOException("interrupted while waiting for " + name());
    wrapped.initCause(cause);
    return wrapped;
  }
}
