package io.frameflow.standalone.advisories;

import io.frameflow.standalone.components.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An advisory that one of our components is subject to. */
record Finding(Advisory advisory, AffectedPackage affected, Component component) {

  /** What was looked at and what came of it. */
  record Result(int advisories, List<Finding> findings) {}

  /**
   * Compares all advisories below a folder with the components.
   *
   * @throws IOException if the folder holds no advisory, or something that is none
   */
  static Result in(Path folder, List<Component> components) throws IOException {
    Map<String, List<Component>> ours =
        components.stream().collect(Collectors.groupingBy(Component::coordinate));
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new IOException(folder + " holds no advisory: no .json file of the OSV format");
    }
    List<Finding> findings = new ArrayList<>();
    for (Path file : files) {
      Advisory advisory = Advisory.read(file);
      for (AffectedPackage affected : advisory.packages()) {
        for (Component component : ours.getOrDefault(affected.coordinate(), List.of())) {
          Finding finding = new Finding(advisory, affected, component);
          if (affected.includes(component.version()) && !findings.contains(finding)) {
            findings.add(finding);
          }
        }
      }
    }
    return new Result(files.size(), findings);
  }

  /** One line for people. */
  String line() {
    return "%s %s:%s %s (%s): %s"
        .formatted(
            String.join(" ", advisory.names()),
            component.coordinate(),
            component.version(),
            advisory.severity().isEmpty() ? "UNRATED" : advisory.severity(),
            affected.fixedAfter(component.version()),
            advisory.summary());
  }
}
