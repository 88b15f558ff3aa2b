package io.frameflow.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GrowthCommandTest {

  private static final String MODEL = "../standalone/models/streets";

  private final StringWriter said = new StringWriter();
  private final CommandLine bench =
      new CommandLine(new BenchCommand())
          .setOut(new PrintWriter(said))
          .setErr(new PrintWriter(said));

  @TempDir private Path folder;

  @Test
  void measuresATableAndWritesItsFigures() {
    int code =
        bench.execute(
            "growth",
            "--only",
            "proposals",
            "--model",
            MODEL,
            "--frames",
            "1",
            "--rounds",
            "5",
            "--seconds",
            "1",
            "--out",
            folder.toString());
    assertThat(code).as(said.toString()).isZero();
    assertThat(said.toString())
        .contains("model streets 1")
        .contains("proposals: from JPEG to detections, by regions found; one by one")
        .contains("2000 proposals")
        .doesNotContain("sizing");
    assertThat(folder.resolve("growth.json")).content().contains("\"label\" : \"300 proposals\"");
    assertThat(folder.resolve("growth.png")).isNotEmptyFile();
  }

  @Test
  void refusesBeforeItMeasures() {
    refuses("--only knows no 'frames'", "--only", "frames");
    refuses("a sizing needs cameras and a rate above 0", "--camera-rate", "0");
    refuses("--job-rounds must be at least 1, but is 0", "--job-rounds", "0");
  }

  private void refuses(String why, String flag, String value) {
    bench.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          assertThat(failure).hasMessageStartingWith(why);
          return 1;
        });
    Path out = folder.resolve("out");
    assertThat(bench.execute("growth", flag, value, "--out", out.toString())).isOne();
    assertThat(Files.exists(out)).isFalse();
  }
}
