package io.frameflow.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {

  @TempDir private Path dir;
  private Watchdog watchdog;

  @BeforeEach
  void start() throws IOException {
    watchdog = Watchdog.start();
  }

  @AfterEach
  void stop() throws IOException {
    watchdog.close();
  }

  @Test
  void aKilledProcessIsStartedAnew() throws IOException {
    ManagedProcess sleeper = sleeper();
    sleeper.start();
    long first = sleeper.pid();
    sleeper.kill();
    assertThat(sleeper.isAlive()).isFalse();
    assertThat(sleeper.wasKilled()).isTrue();
    sleeper.start();
    assertThat(sleeper.isAlive()).isTrue();
    assertThat(sleeper.pid()).isNotEqualTo(first);
    assertThat(sleeper.wasKilled()).isFalse();
    assertThat(sleeper.starts()).isEqualTo(2);
  }

  @Test
  void aFrozenProcessLivesAndDoesNothingUntilItIsThawed() throws IOException {
    ManagedProcess sleeper = sleeper();
    sleeper.start();
    sleeper.freeze();
    assertThat(sleeper.isFrozen()).isTrue();
    assertThat(sleeper.isStopped()).isTrue();
    sleeper.thaw();
    assertThat(sleeper.isFrozen()).isFalse();
    // A signal is taken when the process is next due on a processor.
    await().untilAsserted(() -> assertThat(sleeper.isStopped()).isFalse());
  }

  @Test
  void aProcessThatEndsByItselfOrWasToldToWasNotKilled() throws Exception {
    ManagedProcess brief = process(List.of("sh", "-c", "exit 3"), pid -> false);
    brief.start();
    await().until(() -> !brief.isAlive());
    assertThat(brief.wasKilled()).isFalse();
    ManagedProcess sleeper = sleeper();
    sleeper.start();
    sleeper.terminate(Duration.ofSeconds(30));
    assertThat(sleeper.isAlive()).isFalse();
    assertThat(sleeper.wasKilled()).isFalse();
  }

  @Test
  void anInterruptedThreadKillsAllTheSame() throws IOException {
    ManagedProcess sleeper = sleeper();
    sleeper.start();
    Thread.currentThread().interrupt();
    sleeper.kill();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(sleeper.isAlive()).isFalse();
  }

  @Test
  void aFrozenProcessCanBeKilled() throws IOException {
    ManagedProcess sleeper = sleeper();
    sleeper.start();
    sleeper.freeze();
    sleeper.kill();
    assertThat(sleeper.isAlive()).isFalse();
  }

  @Test
  void aProcessThatEndsAtOnceIsNotWaitedFor() throws IOException {
    ManagedProcess brief = process(List.of("sh", "-c", "exit 3"), pid -> false);
    brief.start();
    assertThatThrownBy(() -> brief.awaitReady(Duration.ofSeconds(30)))
        .hasMessageContaining("trial ended at once; see ");
  }

  @Test
  void nobodyIsSignalledForADeadProcess() throws IOException {
    ManagedProcess sleeper = sleeper();
    sleeper.start();
    sleeper.kill();
    assertThatThrownBy(sleeper::freeze).hasMessageContaining("trial does not run");
  }

  @Test
  void noChildOutlivesTheWatchdogNotEvenAFrozenOne() throws Exception {
    ManagedProcess ended = sleeper();
    ended.start();
    ended.kill();
    ManagedProcess sleeper = sleeper();
    sleeper.start();
    sleeper.freeze();
    ProcessHandle child = ProcessHandle.of(sleeper.pid()).orElseThrow();
    watchdog.close();
    child.onExit().get(10, java.util.concurrent.TimeUnit.SECONDS);
    assertThat(sleeper.isAlive()).isFalse();
  }

  private ManagedProcess sleeper() {
    return process(List.of("sleep", "300"), pid -> true);
  }

  private ManagedProcess process(List<String> command, Readiness readiness) {
    return new ManagedProcess(
        new ProcessSpec("trial", command, Map.of(), dir.resolve("trial.log"), readiness), watchdog);
  }
}
