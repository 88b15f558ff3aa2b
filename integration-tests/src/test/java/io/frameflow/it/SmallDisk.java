package io.frameflow.it;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system of a few hundred kilobytes, in memory. */
final class SmallDisk implements AutoCloseable {
  private final Path dir;

  private SmallDisk(Path dir) {
    this.dir = dir;
  }

  /** Mounts one; the test is skipped where that is not permitted. */
  static SmallDisk ofKilobytes(int kilobytes) throws IOException, InterruptedException {
    Path dir = Files.createTempDirectory("frameflow-small-disk-");
    if (run("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", dir.toString())
        != 0) {
      Files.delete(dir);
      abort("no small disk to fill up: only root may mount one");
    }
    return new SmallDisk(dir);
  }

  /** Gives it another size; what is on it stays. */
  void resize(long kilobytes) throws IOException, InterruptedException {
    if (run("mount", "-o", "remount,size=" + kilobytes + "k", dir.toString()) != 0) {
      throw new IOException(dir + " cannot be resized");
    }
  }

  Path dir() {
    return dir;
  }

  @Override
  public void close() throws IOException {
    try {
      // Lazily: a model that was served keeps its file mapped until it is collected.
      if (run("umount", "-l", dir.toString()) != 0) {
        throw new IOException(dir + " is still mounted");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted; " + dir + " may still be mounted", e);
    }
    Files.delete(dir);
  }

  private static int run(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return -1; // no such command on this system
    }
    return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }
}
