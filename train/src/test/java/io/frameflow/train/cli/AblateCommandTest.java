package io.frameflow.train.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.train.ablation.TinyAblation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class AblateCommandTest {

  @TempDir Path temp;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--only=dense|there is no experiment 'dense'; choose from multi-task, svd, svm, proposals,"
            + " layers, scales, sampling, per-region",
        "--only=layers|the experiment 'layers' freezes pretrained layers; give --weights too",
        "--seeds=0|seeds are 0; at least 1 is needed",
        "--steps=0|steps are 0; at least 1 is needed",
        "--backbone=vgg|there is no backbone 'vgg'",
        "--svd=fc6|'fc6' is not LAYER=RANK",
        "--proposal-count=0|the proposal count is 0",
        "--rois-per-image=0|RoIs per image is 0",
        "--long-side=100|input needs 1 <= shortSide <= longSide",
        "--threads=0|threads are 0"
      })
  void badFlagsAreToldInOneLineBeforeAnythingIsRead(String flag, String message) {
    assertThat(run("--data", "absent", "--out", temp.resolve("out").toString(), flag)).isEqualTo(2);
    assertThat(err.toString().lines().findFirst().orElseThrow()).contains(message);
    assertThat(temp.resolve("out")).doesNotExist();
  }

  @Test
  void leadsFromImagesToVerdictsAndGoesOnWhereItEnded() throws Exception {
    Path data = new TinyAblation(temp.resolve("squares")).data();
    Path output = temp.resolve("out");
    List<String> flags = new ArrayList<>(List.of("--data=" + data, "--out=" + output));
    flags.addAll(List.of("--backbone=plain-lite", "--short-side=96", "--long-side=128"));
    flags.addAll(List.of("--steps=2", "--seeds=1", "--rois-per-image=8", "--threads=2"));
    flags.addAll(List.of("--precision=fp32", "--proposal-count=20", "--only=svm,per-region"));

    assertThat(run(flags.toArray(String[]::new))).as("%s", err).isZero();

    assertThat(out.toString())
        .contains("[1/4] training multi-task, seed 1", "[2/4] measuring svm, seed 1, about")
        .contains(
            "Softmax against one-vs-rest SVMs (svm)",
            "on one seed, which decides only beyond",
            "region by region")
        .contains("report: " + output.resolve("report.html"));
    String verdicts = out.toString().substring(out.toString().indexOf("Softmax against"));
    out.getBuffer().setLength(0);
    assertThat(run(flags.toArray(String[]::new))).isZero();
    assertThat(out.toString()).doesNotContain("[1/4]").endsWith(verdicts);
  }

  private int run(String... arguments) {
    return new CommandLine(new AblateCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Arrays.copyOf(arguments, arguments.length));
  }
}
