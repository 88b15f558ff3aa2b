package io.frameflow.standalone.disks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallDiskTest {

  private static final int KILOBYTES = 64;

  @TempDir private Path dir;

  @Test
  void aFullDiskTakesNothingUntilItIsEmptied() throws IOException {
    try (SmallDisk disk = mount(dir.resolve("disk"))) {
      assertThat(disk.isFull()).isFalse();
      disk.fill();
      assertThat(disk.isFull()).isTrue();
      assertThatThrownBy(() -> Files.write(disk.folder().resolve("one"), new byte[1]))
          .isInstanceOf(IOException.class);
      disk.empty();
      assertThat(disk.isFull()).isFalse();
    }
    assertThat(isMounted(dir.resolve("disk"))).isFalse();
  }

  @Test
  void whatOthersGiveBackIsTakenAsWell() throws IOException {
    try (SmallDisk disk = mount(dir.resolve("disk"))) {
      Path begun = Files.write(disk.folder().resolve("begun"), new byte[KILOBYTES * 512]);
      disk.fill();
      Files.delete(begun);
      await().until(disk::isFull);
    }
  }

  @Test
  void whatIsBelowADiskThatIsGoneIsNeverFilled() throws IOException {
    SmallDisk disk = mount(dir.resolve("disk"));
    disk.close();
    assertThatThrownBy(disk::fill).hasMessageContaining("is not mounted any more");
  }

  @Test
  void anInterruptedThreadUnmountsAllTheSame() throws IOException {
    SmallDisk disk = mount(dir.resolve("disk"));
    Thread.currentThread().interrupt();
    disk.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(isMounted(dir.resolve("disk"))).isFalse();
  }

  @Test
  void noMountOutlivesAProcessThatIsKilled() throws Exception {
    Path place = dir.resolve("disk");
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                place.toString())
            .start();
    try (BufferedReader said = holder.inputReader(StandardCharsets.US_ASCII)) {
      Assumptions.assumeTrue("mounted".equals(said.readLine()), "only root may mount a disk");
      assertThat(isMounted(place)).isTrue();
      holder.destroyForcibly().waitFor();
    }
    await().untilAsserted(() -> assertThat(isMounted(place)).isFalse());
  }

  /** A process that mounts a disk and waits for its end. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws Exception {
      boolean mounted = SmallDisk.mount("trial", Path.of(args[0]), KILOBYTES).isPresent();
      System.out.println(mounted ? "mounted" : "not permitted");
      Thread.currentThread().join();
    }
  }

  private static SmallDisk mount(Path place) throws IOException {
    Optional<SmallDisk> disk = SmallDisk.mount("trial", place, KILOBYTES);
    Assumptions.assumeTrue(disk.isPresent(), "only root may mount a disk");
    return disk.orElseThrow();
  }

  private static boolean isMounted(Path place) throws IOException {
    return Files.readString(Path.of("/proc/self/mounts")).contains(" " + place + " ");
  }
}
