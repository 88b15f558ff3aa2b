package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frameflow.standalone.Frameflow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user runs it, for a few seconds. */
class DemoIT {

  @TempDir private Path work;

  @Test
  void theSummaryAddsUpAndTheDataFolderIsGone() throws Exception {
    Path json = work.resolve("out").resolve("summary.json");
    Path data = work.resolve("data");
    int exit =
        Frameflow.commandLine()
            .execute(
                "demo",
                "--seconds",
                "12",
                "--rate",
                "5",
                "--data-dir",
                data.toString(),
                "--json",
                json.toString());
    assertThat(exit).isZero();
    JsonNode summary = new ObjectMapper().readTree(json.toFile());
    assertThat(summary.path("framesIn").asLong()).isGreaterThan(50);
    assertThat(summary.path("framesIn").asLong())
        .isEqualTo(
            summary.path("detected").asLong()
                + summary.path("dropped").asLong()
                + summary.path("deadLetters").asLong());
    assertThat(summary.path("latencyMsP99").asDouble())
        .isGreaterThanOrEqualTo(summary.path("latencyMsP50").asDouble())
        .isPositive();
    assertThat(summary.path("framesPerSecond").asDouble()).isPositive();
    assertThat(summary.path("liveMap").asDouble()).isGreaterThan(.6);
    assertThat(Files.exists(data)).isFalse();
  }

  @Test
  void aMissingModelIsOneLineAndExitCodeOne() {
    var commandLine = Frameflow.commandLine();
    StringWriter err = new StringWriter();
    commandLine.setErr(new PrintWriter(err));
    int exit = commandLine.execute("demo", "--model", work.resolve("nothing").toString());
    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("nothing");
  }
}
