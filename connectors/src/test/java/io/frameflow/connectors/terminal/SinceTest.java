package io.frameflow.connectors.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SinceTest {

  private final Since since =
      new Since(Clock.fixed(Instant.parse("2026-05-04T12:00:00Z"), ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource({
    "90s, 2026-05-04T11:58:30Z",
    "15min, 2026-05-04T11:45:00Z",
    "15 m, 2026-05-04T11:45:00Z",
    "2h, 2026-05-04T10:00:00Z",
    "1d, 2026-05-03T12:00:00Z",
    "2026-05-04T12:00:00+02:00, 2026-05-04T10:00:00Z"
  })
  void readsAgesAndTimes(String text, Instant moment) {
    assertThat(since.convert(text)).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "-5min", "5", "2026-05-04T12:00:00"})
  void refusesWhatCouldMeanSomethingElse(String text) {
    assertThatThrownBy(() -> since.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("is no time: write 90s");
  }

  @Test
  void foreignTextLosesWhatSteersATerminal() {
    assertThat(Printable.printable("a\u001b[2J\u009b1m\u202eb\nc\u2028d"))
        .isEqualTo("a?[2J?1m?b?c?d");
  }
}
