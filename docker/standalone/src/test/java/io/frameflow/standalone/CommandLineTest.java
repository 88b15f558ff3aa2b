package io.frameflow.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

class CommandLineTest {

  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  @ParameterizedTest
  @MethodSource("verbs")
  void everyVerbExplainsItself(String verb) {
    String[] arguments = (verb + " --help").split(" ", -1);
    assertThat(run(Frameflow.commandLine(), arguments)).isZero();
    assertThat(out.toString()).contains("frameflow " + verb);
  }

  /**
   * Picocli takes each text for a format: one with a bare percent sign is printed with a warning.
   */
  @ParameterizedTest
  @MethodSource("verbs")
  void everyTextOfTheHelpIsAFormat(String verb) {
    CommandLine command = Frameflow.commandLine();
    for (String name : verb.split(" ", -1)) {
      command = command.getSubcommands().get(name);
    }
    CommandSpec spec = command.getCommandSpec();
    Stream<String> ofOptions =
        spec.options().stream().flatMap(option -> Stream.of(option.description()));
    Stream<String> ofTheVerb =
        Stream.of(spec.usageMessage().description(), spec.usageMessage().footer())
            .flatMap(Stream::of);
    assertThat(Stream.concat(ofTheVerb, ofOptions))
        .allSatisfy(text -> assertThatCode(() -> text.formatted()).doesNotThrowAnyException());
  }

  private static List<String> verbs() {
    List<String> verbs = new ArrayList<>();
    collect("", Frameflow.commandLine(), verbs);
    return verbs;
  }

  private static void collect(String before, CommandLine command, List<String> verbs) {
    command
        .getSubcommands()
        .forEach(
            (name, subcommand) -> {
              verbs.add(before + name);
              collect(before + name + " ", subcommand, verbs);
            });
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
