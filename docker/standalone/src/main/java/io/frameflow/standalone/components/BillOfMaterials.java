package io.frameflow.standalone.components;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.frameflow.detector.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bill of materials in CycloneDX's JSON. It holds neither time nor serial number: the same
 * libraries give the same file.
 *
 * <p>CycloneDX's own Maven plugin refuses to run offline, and a build without network is one that
 * we promise.
 */
public final class BillOfMaterials {
  private static final String SPEC = "1.6";
  private static final String FILE = "file";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private BillOfMaterials() {}

  /**
   * Run by the build: list of dependencies, file to write, our version, and {@code
   * group:name:version} of further components.
   */
  public static void main(String[] args) throws IOException {
    List<Component> components = new ArrayList<>(ResolvedDependencies.read(Path.of(args[0])));
    for (String more : Arrays.asList(args).subList(3, args.length)) {
      String[] parts = more.split(":", -1);
      components.add(new Component(parts[0], parts[1], parts[2], "", "", ""));
    }
    write(Path.of(args[1]), args[2], components);
  }

  static void write(Path file, String version, List<Component> components) throws IOException {
    ObjectNode root =
        JSON.createObjectNode()
            .put("bomFormat", "CycloneDX")
            .put("specVersion", SPEC)
            .put("version", 1);
    root.putObject("metadata")
        .putObject("component")
        .put("type", "application")
        .put("group", "io.frameflow")
        .put("name", "frameflow")
        .put("version", version);
    ArrayNode list = root.putArray("components");
    components.forEach(component -> add(list, component));
    Files.createDirectories(file.toAbsolutePath().getParent());
    WholeFile.write(file, JSON.writeValueAsString(root) + "\n");
  }

  private static void add(ArrayNode list, Component component) {
    ObjectNode node =
        list.addObject()
            .put("type", "library")
            .put("bom-ref", component.purl())
            .put("group", component.group())
            .put("name", component.name())
            .put("version", component.version())
            .put("purl", component.purl());
    if (!component.file().isEmpty()) {
      node.putArray("hashes").addObject().put("alg", "SHA-256").put("content", component.sha256());
      node.putArray("properties").addObject().put("name", FILE).put("value", component.file());
    }
  }

  /**
   * The components in a bill of materials.
   *
   * @throws IOException with one line that names the file
   */
  public static List<Component> read(Path file) throws IOException {
    List<Component> components = new ArrayList<>();
    for (JsonNode node : JSON.readTree(file.toFile()).path("components")) {
      String purl = node.path("purl").asText();
      int classifier = purl.indexOf("?classifier=");
      components.add(
          new Component(
              node.path("group").asText(),
              node.path("name").asText(),
              node.path("version").asText(),
              classifier < 0 ? "" : purl.substring(classifier + "?classifier=".length()),
              node.path("properties").path(0).path("value").asText(),
              node.path("hashes").path(0).path("content").asText()));
    }
    if (components.isEmpty()) {
      throw new IOException(file + " lists no component; is it a bill of materials in CycloneDX?");
    }
    return components;
  }
}
