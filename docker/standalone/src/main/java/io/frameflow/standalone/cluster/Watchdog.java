package io.frameflow.standalone.cluster;

import io.frameflow.standalone.processes.ChildEnd;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Sees to it that no child outlives this process, not even when this process is killed with
 * SIGKILL: a shell that knows the children's ids, waits for the end of its input, which comes with
 * our end, and kills whatever is left.
 */
final class Watchdog implements AutoCloseable {

  // Ctrl-C reaches the whole process group; the watchdog has its work still before it then.
  private static final String SCRIPT =
      """
      trap '' INT HUP TERM QUIT
      living=' '
      while read -r change pid; do
        case "$change" in
          +) living="$living$pid " ;;
          -) case "$living" in *" $pid "*) living="${living%% $pid *} ${living#* $pid }" ;; esac ;;
        esac
      done
      for pid in $living; do kill -9 "$pid" 2>/dev/null; done
      """;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Process shell;
  private final OutputStream orders;

  private Watchdog(Process shell) {
    this.shell = shell;
    this.orders = shell.getOutputStream();
  }

  static Watchdog start() throws IOException {
    return new Watchdog(
        new ProcessBuilder("sh", "-c", SCRIPT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** Watches a child until it has ended, so that a later owner of its id is never killed. */
  @SuppressWarnings("FutureReturnValueIgnored") // It cannot fail, and nobody waits for it.
  void watch(Process child) throws IOException {
    long pid = child.pid();
    tell("+ " + pid);
    child.onExit().thenRun(() -> forget(pid));
  }

  private void forget(long pid) {
    try {
      tell("- " + pid);
    } catch (IOException e) {
      // The watchdog has ended before the child: there is nobody left to kill it by mistake.
    }
  }

  private synchronized void tell(String line) throws IOException {
    orders.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    orders.flush();
  }

  /** Kills what is left of the children. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      orders.close();
    }
    if (!ChildEnd.await(shell, PATIENCE)) {
      shell.destroyForcibly();
    }
  }
}
