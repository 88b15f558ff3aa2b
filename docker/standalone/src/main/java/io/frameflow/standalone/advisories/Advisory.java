package io.frameflow.standalone.advisories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A published vulnerability.
 *
 * @param id its own, such as {@code GHSA-...}
 * @param names the id and its aliases, such as {@code CVE-...}
 * @param severity in a word; empty if unknown
 * @param summary one line
 * @param packages Maven packages only; none if it was withdrawn
 */
record Advisory(
    String id, Set<String> names, String severity, String summary, List<AffectedPackage> packages) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads one in the OSV format.
   *
   * @throws IOException with one line that names the file
   */
  static Advisory read(Path file) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new IOException(file + " is no advisory in the OSV format: " + e.getMessage(), e);
    }
    String id = root.path("id").asText();
    if (id.isEmpty()) {
      throw new IOException(file + " is no advisory in the OSV format: it has no id");
    }
    Set<String> names = new LinkedHashSet<>(List.of(id));
    root.path("aliases").forEach(alias -> names.add(alias.asText()));
    List<AffectedPackage> packages = new ArrayList<>();
    if (!root.has("withdrawn")) {
      for (JsonNode affected : root.path("affected")) {
        if (affected.path("package").path("ecosystem").asText().equals("Maven")) {
          String name = affected.path("package").path("name").asText();
          packages.add(new AffectedPackage(name, affected));
        }
      }
    }
    return new Advisory(
        id,
        names,
        root.path("database_specific").path("severity").asText(),
        root.path("summary").asText().replaceAll("\\s+", " ").strip(),
        packages);
  }
}
