package io.frameflow.train.data.coco;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Copies a COCO file entry by entry, leaving out or changing some; all else stays as it is. */
final class CocoRewriter {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          // as written: 0.10 does not become 0.1
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** Decides about entries, which it may change. */
  interface Entries {
    /** Whether an entry of {@code images} stays; {@code number} counts them from 0. */
    boolean image(int number, ObjectNode entry);

    /** Whether an entry of {@code annotations} stays; {@code index} counts them from 0. */
    boolean annotation(int index, ObjectNode entry);
  }

  private CocoRewriter() {}

  /** Reads a file that {@link CocoReader} accepts. */
  static void rewrite(Path file, OutputStream out, Entries entries) throws IOException {
    try (JsonParser parser = MAPPER.createParser(file.toFile())) {
      JsonGenerator generator =
          MAPPER.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      parser.nextToken();
      generator.writeStartObject();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String section = parser.currentName();
        generator.writeFieldName(section);
        JsonToken value = parser.nextToken();
        boolean images = section.equals(CocoSections.IMAGES);
        if (value == JsonToken.START_ARRAY
            && (images || section.equals(CocoSections.ANNOTATIONS))) {
          copyEntries(parser, generator, images, entries);
        } else {
          generator.writeTree(MAPPER.readTree(parser));
        }
      }
      generator.writeEndObject();
      generator.close();
    }
  }

  private static void copyEntries(
      JsonParser parser, JsonGenerator generator, boolean images, Entries entries)
      throws IOException {
    generator.writeStartArray();
    for (int i = 0; parser.nextToken() == JsonToken.START_OBJECT; i++) {
      ObjectNode entry = MAPPER.readTree(parser);
      if (images ? entries.image(i, entry) : entries.annotation(i, entry)) {
        generator.writeTree(entry);
      }
    }
    generator.writeEndArray();
  }
}
