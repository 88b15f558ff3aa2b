package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.models.FileHash;
import io.frameflow.standalone.Installation;
import io.frameflow.standalone.components.BillOfMaterials;
import io.frameflow.standalone.components.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the distribution says of itself is what lies in its {@code lib/}. */
class BillOfMaterialsIT {
  private static Path bill;
  private static Map<String, Component> byFile;

  @BeforeAll
  static void read() throws IOException {
    bill = Installation.current().billOfMaterials();
    byFile =
        BillOfMaterials.read(bill).stream()
            .filter(component -> !component.file().isEmpty())
            .collect(Collectors.toMap(Component::file, Function.identity()));
  }

  @Test
  void everyForeignJarIsListedWithItsBytesAndNothingElse() throws IOException {
    List<Path> jars;
    try (Stream<Path> found = Files.list(bill.resolveSibling("lib"))) {
      jars = found.filter(jar -> !jar.getFileName().toString().startsWith("frameflow-")).toList();
    }
    assertThat(byFile.keySet())
        .containsExactlyInAnyOrderElementsOf(
            jars.stream().map(jar -> jar.getFileName().toString()).toList());
    for (Path jar : jars) {
      Component component = byFile.get(jar.getFileName().toString());
      assertThat(component.file()).startsWith(component.name() + "-" + component.version());
      assertThat(component.sha256()).as(component.file()).isEqualTo(FileHash.of(jar));
    }
  }

  @Test
  void whatLiesBesideOrInsideIsListedToo() throws IOException {
    assertThat(BillOfMaterials.read(bill))
        .filteredOn(component -> component.file().isEmpty())
        .extracting(Component::coordinate)
        .containsExactly(
            "io.apicurio:apicurio-registry-app", "io.confluent:kafka-schema-registry-client");
  }

  @Test
  void theSameLibrariesGiveTheSameFile() throws IOException {
    assertThat(Files.readString(bill)).doesNotContain("timestamp").doesNotContain("serialNumber");
  }
}
