package io.frameflow.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChaosRecordTest {

  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private final List<String> said = new ArrayList<>();
  private final ChaosRecord record =
      new ChaosRecord(
          new ChaosOptions(
              2, 1, 1, EnumSet.allOf(FaultKind.class), List.of(), Path.of("not-written")),
          said::add);

  @Test
  void aFaultWithoutAnEffectDoesNotCount() {
    add(Optional.empty(), true);
    add(Optional.of("killed"), true);
    assertThat(record.goesOn()).isTrue();
    assertThat(record.report().recoveries()).hasSize(1);
    assertThat(record.report().withoutEffect()).containsExactly("harm for a test");
    assertThat(said.get(0)).contains("harm for a test").contains("had no effect");
    add(Optional.of("killed"), true);
    assertThat(record.goesOn()).isFalse();
    assertThat(record.report().diagnosis()).isEmpty();
  }

  @Test
  void tooManyWithoutAnEffectEndTheRunAsFailed() {
    for (int i = 0; i < 3; i++) {
      assertThat(record.goesOn()).isTrue();
      add(Optional.empty(), true);
    }
    assertThat(record.goesOn()).isFalse();
    assertThat(record.report().diagnosis()).startsWith("3 faults had no effect");
  }

  @Test
  void oneThatIsNeverRecoveredFromIsReportedEvenIfItsEffectWasNotSeen() {
    add(Optional.empty(), false);
    assertThat(record.report().recoveries()).hasSize(1);
    assertThat(record.report().survived()).isZero();
  }

  @Test
  void whatEndedEarlyTellsWhatWasUntilThen() {
    add(Optional.of("killed"), true);
    record.interrupted();
    ChaosReport report = record.report();
    assertThat(report.passed()).isFalse();
    assertThat(report.text())
        .contains("kill the broker")
        .contains("INTERRUPTED: 1 of 2 faults survived")
        .endsWith("not audited\n");
  }

  @Test
  void withoutAnAuditNothingHasPassed() {
    add(Optional.of("killed"), true);
    add(Optional.of("killed"), true);
    assertThat(record.report().survived()).isEqualTo(2);
    assertThat(record.report().passed()).isFalse();
  }

  private void add(Optional<String> effect, boolean well) {
    record.add(new Harm(), effect, Duration.ZERO, A_SECOND, well, 0);
  }

  /** A fault that is only described. */
  private record Harm() implements Fault {

    @Override
    public FaultKind kind() {
      return FaultKind.KILL_BROKER;
    }

    @Override
    public String describe() {
      return "harm for a test";
    }

    @Override
    public Duration length() {
      return Duration.ZERO;
    }

    @Override
    public void inject() {}

    @Override
    public Optional<String> effect() {
      return Optional.empty();
    }

    @Override
    public void heal() {}
  }
}
