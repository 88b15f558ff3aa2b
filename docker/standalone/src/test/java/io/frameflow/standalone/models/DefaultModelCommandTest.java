package io.frameflow.standalone.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.models.ModelPackage;
import io.frameflow.standalone.Frameflow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultModelCommandTest {
  @TempDir Path temp;
  private final StringWriter out = new StringWriter();

  private int run(Path folder) {
    return Frameflow.commandLine()
        .setOut(new PrintWriter(out))
        .execute("default-model", "--out", folder.toString(), "--pictures", "4", "--steps", "2");
  }

  @Test
  void leadsFromNothingToAPackageAndGoesOnWhereItWasBrokenOff() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("default"));
    Path inTheWay = Files.createFile(folder.resolve("model"));
    assertThat(run(folder)).as(out::toString).isEqualTo(1);
    assertThat(out.toString()).contains("frameflow simulate", "frameflow compress");

    Files.delete(inTheWay);
    out.getBuffer().setLength(0);
    assertThat(run(folder)).as(out::toString).isZero();
    assertThat(out.toString()).doesNotContain("frameflow simulate").contains("--resume");
    ModelPackage model = ModelPackage.open(folder.resolve("model"));
    assertThat(model.manifest().name()).isEqualTo("streets");
    assertThat(model.manifest().proposals().count()).isEqualTo(300);
    assertThat(model.manifest().thresholds().refinement().boxes()).isEqualTo(150);
  }
}
