package io.frameflow.standalone.disks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A small file system of its own in memory (tmpfs), which can be filled to the last byte. It does
 * not outlive this process, however that ends.
 */
public final class SmallDisk implements AutoCloseable {

  /** What tmpfs gives out at once. */
  private static final int PAGE = 4096;

  private static final int REFILL_MILLIS = 10;

  private final String purpose;
  private final Path mountPoint;
  private final MountKeeper keeper;
  private int kilobytes;
  private Thread filler;

  private SmallDisk(String purpose, Path mountPoint, int kilobytes, MountKeeper keeper) {
    this.purpose = purpose;
    this.mountPoint = mountPoint;
    this.kilobytes = kilobytes;
    this.keeper = keeper;
  }

  /**
   * Mounts one, which only root may.
   *
   * @param purpose whose disk it is, for people
   * @param mountPoint folder, made when missing
   * @param kilobytes its size, a multiple of four; only what is written takes memory
   * @return empty where mounting is not permitted
   */
  public static Optional<SmallDisk> mount(String purpose, Path mountPoint, int kilobytes)
      throws IOException {
    Files.createDirectories(mountPoint);
    return MountKeeper.mount(mountPoint.toAbsolutePath(), kilobytes)
        .map(keeper -> new SmallDisk(purpose, mountPoint, kilobytes, keeper));
  }

  /** Whose disk it is. */
  public String purpose() {
    return purpose;
  }

  /** A folder on it, for whoever wants a folder of its own. */
  public Path folder() throws IOException {
    return Files.createDirectories(mountPoint.resolve("data"));
  }

  /** Gives it another size; what is on it stays. */
  public void resize(int size) throws IOException {
    MountKeeper.resize(mountPoint.toAbsolutePath(), size);
    kilobytes = size;
  }

  /**
   * Takes every free byte, and those that others give back until {@link #empty}: what fails on a
   * full disk deletes what it has begun, and would find that much space the next time.
   *
   * @throws IOException if it is no longer mounted: the disk below it must not be filled
   */
  public void fill() throws IOException {
    if (Files.getFileStore(mountPoint).getTotalSpace() != kilobytes * 1024L) {
      throw new IOException("the small disk at " + mountPoint + " is not mounted any more");
    }
    OutputStream ballast = Files.newOutputStream(ballast());
    takeAll(ballast);
    filler =
        new Thread(
            () -> {
              try (ballast) {
                while (!Thread.interrupted()) {
                  takeAll(ballast);
                  Thread.sleep(REFILL_MILLIS);
                }
              } catch (InterruptedException | IOException e) {
                // It was told to end, or its last bytes did not fit: there is nothing left to do.
                return;
              }
            },
            "full-disk");
    filler.setDaemon(true);
    filler.start();
  }

  private static void takeAll(OutputStream ballast) {
    byte[] block = new byte[1 << 16];
    for (int size = block.length; size > 0; size /= 16) {
      writeUntilFull(ballast, block, size);
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

  /** Whether nobody can write a page to it just now. */
  public boolean isFull() throws IOException {
    Path probe = mountPoint.resolve("probe");
    try {
      Files.write(probe, new byte[PAGE]);
      return false;
    } catch (IOException e) {
      return true;
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  /** Gives back what {@link #fill} took. */
  public void empty() throws IOException {
    if (filler != null) {
      filler.interrupt();
      try {
        // What is deleted is free only when nobody has it open any more.
        filler.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      filler = null;
    }
    Files.deleteIfExists(ballast());
  }

  private Path ballast() {
    return mountPoint.resolve("ballast");
  }

  /** Unmounts it with all that is on it; whoever still has a file open keeps that. */
  @Override
  public void close() throws IOException {
    if (filler != null) {
      filler.interrupt();
    }
    if (!keeper.unmount()) {
      throw new IOException(mountPoint + " is still mounted");
    }
  }
}
