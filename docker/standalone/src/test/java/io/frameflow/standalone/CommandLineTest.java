package io.frameflow.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CommandLineTest {

  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "push",
        "watch",
        "page",
        "audit",
        "dead-letters",
        "job",
        "analytics",
        "detect",
        "train",
        "evaluate",
        "simulate",
        "soak",
        "chaos",
        "overload",
        "settle",
        "default-model",
        "advisories",
        "hostile",
        "topics"
      })
  void everyVerbExplainsItself(String verb) {
    assertThat(run(Frameflow.commandLine(), verb, "--help")).isZero();
    assertThat(out.toString()).contains("frameflow " + verb);
  }

  @Test
  void aWrongFlagIsOneLineWithAHintAndExitCodeTwo() {
    assertThat(run(Frameflow.commandLine(), "demo", "--secnds", "3")).isEqualTo(2);
    assertThat(err.toString()).contains("--secnds").doesNotContain("Usage:");
    assertThat(err.toString().lines().count()).isLessThanOrEqualTo(2);
  }

  @Test
  void anUnknownVerbIsAnsweredWithTheRightOne() {
    assertThat(run(Frameflow.commandLine(), "wach")).isEqualTo(2);
    assertThat(err.toString()).contains("wach").contains("watch");
  }

  @Test
  void aValueThatBeginsWithAnAtIsNotAFileOfArguments() {
    // "push" needs --camera: the complaint about it shows that @nothing was taken as a value.
    assertThat(run(Frameflow.commandLine(), "push", "--kafka-config", "@nothing")).isEqualTo(2);
    assertThat(err.toString()).contains("--camera");
  }

  @Test
  void aUsersMistakeIsOneLineAndExitCodeOne() {
    int exit = run(failing(new IOException("file x is missing;\n  name another one")), "fail");
    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly("frameflow fail: file x is missing; name another one");
  }

  @Test
  void aBugSaysThatItIsOne() {
    assertThat(run(failing(new IllegalStateException("oops")), "fail")).isEqualTo(70);
    assertThat(err.toString()).contains("internal error").contains("FRAMEFLOW_STACK_TRACE");
    assertThat(err.toString()).doesNotContain("\tat ");
  }

  private static CommandLine failing(Exception failure) {
    return Frameflow.commandLine().addSubcommand("fail", new Failing(failure));
  }

  private int run(CommandLine commandLine, String... arguments) {
    return commandLine
        .setErr(new PrintWriter(err, true))
        .setOut(new PrintWriter(out, true))
        .execute(arguments);
  }

  @Command(name = "fail")
  private record Failing(Exception failure) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      throw failure;
    }
  }
}
