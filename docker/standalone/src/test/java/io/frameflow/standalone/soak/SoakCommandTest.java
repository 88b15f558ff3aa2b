package io.frameflow.standalone.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SoakCommandTest {

  @Test
  void framesThatShowNoTrendAfterTheWarmUpAreRefused() {
    assertThat(refusal("--frames", "5001"))
        .isEqualTo("--frames must be at least 6500, but is 5001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--restarts", "--submissions", "--loads"})
  void cyclesWhoseFirstAndLastSamplesWouldBeTheSameAreRefused(String part) {
    assertThat(refusal(part, "5")).isEqualTo(part + " must be at least 6, but is 5");
  }

  private static String refusal(String... arguments) {
    CommandLine command = new CommandLine(new SoakCommand());
    StringWriter err = new StringWriter();
    command.setErr(new PrintWriter(err));
    assertThat(command.execute(arguments)).isEqualTo(2);
    return err.toString().lines().findFirst().orElseThrow();
  }
}
