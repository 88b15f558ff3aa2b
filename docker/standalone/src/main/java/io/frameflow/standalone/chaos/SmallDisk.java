package io.frameflow.standalone.chaos;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A small file system of its own in memory (tmpfs), which can be filled to the last byte. */
final class SmallDisk implements AutoCloseable {

  private final String purpose;
  private final Path mountPoint;
  // A mount outlives its process, also one that is ended with Ctrl-C.
  private final Thread unmount = new Thread(this::unmountAtExit, "unmount");

  private SmallDisk(String purpose, Path mountPoint) {
    this.purpose = purpose;
    this.mountPoint = mountPoint;
    Runtime.getRuntime().addShutdownHook(unmount);
  }

  /**
   * Mounts one, which only root may.
   *
   * @param purpose whose disk it is, for people
   * @param megabytes its size; only what is written takes memory
   * @return empty where mounting is not permitted
   */
  static Optional<SmallDisk> mount(String purpose, Path mountPoint, int megabytes)
      throws IOException {
    Files.createDirectories(mountPoint);
    boolean mounted =
        run(
            "mount",
            "-t",
            "tmpfs",
            "-o",
            "size=" + megabytes + "m",
            "tmpfs",
            mountPoint.toString());
    return mounted ? Optional.of(new SmallDisk(purpose, mountPoint)) : Optional.empty();
  }

  String purpose() {
    return purpose;
  }

  /** A folder on it, for whoever wants a folder of its own. */
  Path folder() throws IOException {
    return Files.createDirectories(mountPoint.resolve("data"));
  }

  /** Takes every free byte. */
  void fill() throws IOException {
    byte[] block = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(ballast())) {
      for (int size = block.length; size > 0; size /= 16) {
        writeUntilFull(out, block, size);
      }
    }
  }

  private static void writeUntilFull(OutputStream out, byte[] block, int size) {
    try {
      while (true) {
        out.write(block, 0, size);
      }
    } catch (IOException e) {
      // Full, which is what is wanted; smaller blocks may still fit.
      return;
    }
  }

  /** Gives back what {@link #fill} took. */
  void empty() throws IOException {
    Files.deleteIfExists(ballast());
  }

  private Path ballast() {
    return mountPoint.resolve("ballast");
  }

  /** Unmounts it with all that is on it; whoever still has a file open keeps that. */
  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(unmount);
    run("umount", "-l", mountPoint.toString());
  }

  private void unmountAtExit() {
    try {
      run("umount", "-l", mountPoint.toString());
    } catch (IOException e) {
      System.err.println("frameflow chaos: " + mountPoint + " is still mounted");
    }
  }

  private static boolean run(String... command) throws IOException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while mounting");
    } catch (IOException e) {
      // No such program: then nothing can be mounted here.
      return false;
    }
  }
}
