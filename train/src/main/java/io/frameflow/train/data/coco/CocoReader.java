package io.frameflow.train.data.coco;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.frameflow.train.data.DataSetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Reads a COCO file token by token: nothing but the entry at hand is in memory. */
final class CocoReader {
  private static final JsonFactory JSON = new JsonFactory();

  private final Path file;
  private final JsonParser parser;
  private final CocoSections sections;

  private CocoReader(Path file, JsonParser parser, CocoSections sections) {
    this.file = file;
    this.parser = parser;
    this.sections = sections;
  }

  /**
   * Reads the wanted sections.
   *
   * @throws DataSetException where the file is no COCO file, with the line; or as the receiver
   *     throws
   */
  static void read(Path file, CocoSections sections) throws DataSetException {
    try (JsonParser parser = JSON.createParser(file.toFile())) {
      new CocoReader(file, parser, sections).readSections();
    } catch (DataSetException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw new DataSetException(
          "%s, line %d: broken JSON: %s; write the file anew"
              .formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new DataSetException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void readSections() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw wrong("is no COCO file: it does not begin with {");
    }
    Set<String> missing = new HashSet<>();
    for (String section :
        Set.of(CocoSections.CATEGORIES, CocoSections.IMAGES, CocoSections.ANNOTATIONS)) {
      if (sections.wants(section)) {
        missing.add(section);
      }
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String section = parser.currentName();
      JsonToken value = parser.nextToken();
      if (!missing.remove(section)) {
        parser.skipChildren();
        continue;
      }
      if (value != JsonToken.START_ARRAY) {
        throw wrong("'" + section + "' is no list");
      }
      readEntries(section);
    }
    if (!missing.isEmpty()) {
      throw new DataSetException(
          "%s has no '%s'; a COCO file of instances has images, annotations and categories"
              .formatted(file, missing.iterator().next()));
    }
  }

  private void readEntries(String section) throws IOException {
    int index = 0;
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      switch (section) {
        case CocoSections.CATEGORIES -> sections.category(category());
        case CocoSections.IMAGES -> sections.image(image());
        default -> sections.annotation(annotation(index));
      }
      index++;
    }
    if (parser.currentToken() != JsonToken.END_ARRAY) {
      throw wrong("'" + section + "' holds something else than entries in {}");
    }
  }

  private CocoCategory category() throws IOException {
    Long id = null;
    String name = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "id" -> id = whole("category", field);
        case "name" -> name = text("category", field);
        default -> parser.skipChildren();
      }
    }
    if (name != null && name.isBlank()) {
      throw wrong("an entry (category) has an empty 'name'");
    }
    return new CocoCategory(require(id, "category", "id"), require(name, "category", "name"));
  }

  private CocoImage image() throws IOException {
    Long id = null;
    String name = null;
    int width = 0;
    int height = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "id" -> id = whole("image", field);
        case "file_name" -> name = text("image", field);
        case "width" -> width = side();
        case "height" -> height = side();
        default -> parser.skipChildren();
      }
    }
    return new CocoImage(
        require(id, "image", "id"), require(name, "image", "file_name"), width, height);
  }

  private CocoAnnotation annotation(int index) throws IOException {
    Long image = null;
    Long category = null;
    float[] box = {Float.NaN, Float.NaN, Float.NaN, Float.NaN};
    boolean crowd = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "image_id" -> image = whole("annotation", field);
        case "category_id" -> category = whole("annotation", field);
        case "bbox" -> readBox(box);
        case "iscrowd" -> {
          crowd = value == JsonToken.VALUE_TRUE || parser.getValueAsInt(0) != 0;
          parser.skipChildren();
        }
        default -> parser.skipChildren();
      }
    }
    return new CocoAnnotation(
        index,
        require(image, "annotation", "image_id"),
        require(category, "annotation", "category_id"),
        box[0],
        box[1],
        box[2],
        box[3],
        crowd);
  }

  /** Leaves NaN, a degenerate box, where there are not four numbers. */
  private void readBox(float[] box) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (count < box.length && parser.currentToken().isNumeric()) {
        box[count] = parser.getFloatValue();
      }
      parser.skipChildren();
      count++;
    }
    if (count != box.length) {
      box[0] = Float.NaN;
    }
  }

  private int side() throws IOException {
    double pixels = parser.getValueAsDouble(0);
    parser.skipChildren();
    return pixels >= 1 && pixels <= Integer.MAX_VALUE ? (int) pixels : 0;
  }

  private long whole(String entry, String field) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw wrong("the '%s' of an entry (%s) is no whole number".formatted(field, entry));
    }
    return parser.getLongValue();
  }

  private String text(String entry, String field) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw wrong("the '%s' of an entry (%s) is no text".formatted(field, entry));
    }
    return parser.getText();
  }

  private <T> T require(T value, String entry, String field) throws DataSetException {
    if (value == null) {
      throw wrong("an entry (%s) has no '%s'".formatted(entry, field));
    }
    return value;
  }

  private DataSetException wrong(String what) {
    return new DataSetException(
        "%s, line %d: %s".formatted(file, parser.currentLocation().getLineNr(), what));
  }
}
