package io.frameflow.schemas.serdes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The schemas of generated classes, as Java reads them and as the world sees them. */
public final class RecordSchemas {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RecordSchemas() {}

  /** Schema in the generated class, with hints that only Java understands. */
  public static Schema ofClass(Class<?> type) {
    return new SpecificData(type.getClassLoader()).getSchema(type);
  }

  /**
   * Schema to register and to release: that of the class without {@code avro.java.string}, which
   * would make the same contract look different to producers in other languages.
   */
  public static Schema released(Class<?> type) {
    try {
      JsonNode tree = JSON.readTree(ofClass(type).toString());
      dropJavaHints(tree);
      return new Schema.Parser().parse(tree.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("schema of " + type.getName() + " is no JSON", e);
    }
  }

  private static void dropJavaHints(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("avro.java.string");
    }
    node.forEach(RecordSchemas::dropJavaHints);
  }
}
