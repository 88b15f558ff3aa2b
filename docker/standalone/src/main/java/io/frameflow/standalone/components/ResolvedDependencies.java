package io.frameflow.standalone.components;

import io.frameflow.detector.models.FileHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What Maven's {@code dependency:list} wrote, with absolute file names. */
final class ResolvedDependencies {
  private static final int WITH_CLASSIFIER = 7;

  /** Our own modules are what the bill of materials is of, and every build of them differs. */
  private static final String OURS = "io.frameflow";

  private ResolvedDependencies() {}

  /** The foreign libraries in a list, by name. */
  static List<Component> read(Path list) throws IOException {
    List<Component> found = new ArrayList<>();
    for (String line : Files.readAllLines(list)) {
      // group:name:type[:classifier]:version:scope:file, and perhaps the name of a Java module
      String[] parts =
          line.strip().replaceAll("\\e\\[[0-9;]*m", "").split(" -- ", -1)[0].split(":", -1);
      if (parts.length == WITH_CLASSIFIER - 1) {
        found.add(component(parts[0], parts[1], "", parts[3], parts[5]));
      } else if (parts.length == WITH_CLASSIFIER) {
        found.add(component(parts[0], parts[1], parts[3], parts[4], parts[6]));
      }
    }
    found.removeIf(component -> component.group().equals(OURS));
    found.sort(Comparator.comparing(Component::purl));
    return found;
  }

  private static Component component(
      String group, String name, String classifier, String version, String file)
      throws IOException {
    Path jar = Path.of(file.strip());
    return new Component(
        group, name, version, classifier, jar.getFileName().toString(), FileHash.of(jar));
  }
}
