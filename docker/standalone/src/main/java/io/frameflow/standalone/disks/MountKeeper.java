package io.frameflow.standalone.disks;

import io.frameflow.standalone.processes.ChildEnd;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Sees to it that no mount outlives this process, not even when this process is killed with
 * SIGKILL: a shell mounts, waits for the end of its input, which comes with our end, and unmounts.
 */
final class MountKeeper {

  private static final Duration MOUNT_LIMIT = Duration.ofSeconds(30);
  private static final String MOUNTED = "mounted";

  // Ctrl-C and a closed pipe must not end it; its work comes after both. Lazily, for children of
  // ours may still have files open: the file system goes when they do.
  private static final String SCRIPT =
      """
      trap '' INT HUP TERM QUIT PIPE
      mount -t tmpfs -o "size=$2" frameflow "$1" || exit 1
      echo mounted
      while read -r _; do :; done
      umount -l "$1"
      """;

  private final Process shell;

  private MountKeeper(Process shell) {
    this.shell = shell;
  }

  /** Mounts a tmpfs; empty where that is not permitted. */
  static Optional<MountKeeper> mount(Path mountPoint, int kilobytes) throws IOException {
    Process shell;
    try {
      shell =
          // In a session of its own: a signal to our whole process group does not reach it.
          new ProcessBuilder(
                  "setsid", "sh", "-c", SCRIPT, "sh", mountPoint.toString(), kilobytes + "k")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      // No such programs: then nothing can be mounted here.
      return Optional.empty();
    }
    try (BufferedReader said = shell.inputReader(StandardCharsets.US_ASCII)) {
      return MOUNTED.equals(said.readLine())
          ? Optional.of(new MountKeeper(shell))
          : Optional.empty();
    }
  }

  /** Gives the file system mounted there another size; what is on it stays. */
  static void resize(Path mountPoint, int kilobytes) throws IOException {
    Process mount =
        new ProcessBuilder("mount", "-o", "remount,size=" + kilobytes + "k", mountPoint.toString())
            .redirectErrorStream(true)
            .start();
    if (!ChildEnd.await(mount, MOUNT_LIMIT) || mount.exitValue() != 0) {
      throw new IOException(mountPoint + " cannot be given another size");
    }
  }

  /**
   * Unmounts; an interrupt does not end the wait.
   *
   * @return false if it is still mounted
   */
  boolean unmount() throws IOException {
    shell.getOutputStream().close();
    return ChildEnd.await(shell, MOUNT_LIMIT) && shell.exitValue() == 0;
  }
}
