package io.frameflow.standalone.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SoakCommandTest {

  @Test
  void fewerFramesThanTheWarmUpAreRefused() {
    CommandLine command = new CommandLine(new SoakCommand());
    StringWriter err = new StringWriter();
    command.setErr(new PrintWriter(err));

    assertThat(command.execute("--frames", "5000")).isEqualTo(2);
    assertThat(err.toString().lines().findFirst())
        .hasValue("--frames must be at least 5001, but is 5000");
  }
}
