package io.frameflow.schemas.history;

import io.frameflow.schemas.serdes.RecordSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The released schemas under {@code schemas/history/<record>/v<number>.avsc}. */
final class SchemaHistory {
  static final Path ROOT = Path.of("..", "history");

  private SchemaHistory() {}

  /** Released schemas of a record by their version. */
  static SortedMap<Integer, Schema> of(Class<?> type) throws IOException {
    SortedMap<Integer, Schema> versions = new TreeMap<>();
    Path folder = ROOT.resolve(type.getSimpleName());
    if (!Files.isDirectory(folder)) {
      return versions;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String number = file.getFileName().toString().replaceAll("^v(\\d+)\\.avsc$", "$1");
        versions.put(Integer.parseInt(number), new Schema.Parser().parse(Files.readString(file)));
      }
    }
    return versions;
  }

  static Schema current(Class<?> type) {
    return RecordSchemas.released(type);
  }

  /** The schema itself and every named schema inside it. */
  static List<Schema> named(Schema schema) {
    List<Schema> found = new ArrayList<>();
    collect(schema, found);
    return found;
  }

  private static void collect(Schema schema, List<Schema> found) {
    switch (schema.getType()) {
      case RECORD -> {
        if (!found.contains(schema)) {
          found.add(schema);
          schema.getFields().forEach(field -> collect(field.schema(), found));
        }
      }
      case ENUM, FIXED -> found.add(schema);
      case ARRAY -> collect(schema.getElementType(), found);
      case MAP -> collect(schema.getValueType(), found);
      case UNION -> schema.getTypes().forEach(branch -> collect(branch, found));
      default -> {}
    }
  }
}
