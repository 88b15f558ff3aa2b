package io.frameflow.train.evaluation.results;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.files.WholeFile;
import io.frameflow.train.evaluation.ScoredBox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * COCO's results format: an array of {@code {"image_id", "category_id", "bbox", "score"}}, where
 * {@code bbox} is x, y, width, height in pixels from the left upper edge of the image. Read and
 * written one detection at a time. Other fields are passed over.
 */
public final class CocoResults {
  private static final String IMAGE = "image_id";
  private static final String CATEGORY = "category_id";
  private static final String BOX = "bbox";
  private static final String SCORE = "score";
  private static final int BOX_NUMBERS = 4;

  // The JSON number of an id like 007 would be another id.
  private static final String PLAIN_NUMBER = "0|[1-9]\\d{0,17}";

  private CocoResults() {}

  static void read(Path file, KnownNames names, Consumer<ScoredBox> detections) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw new ResultsException(
            file, line(json), "must begin with [, for COCO results are an array of detections");
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        detections.accept(detection(file, json, names));
      }
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new ResultsException(file, line, "is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static ScoredBox detection(Path file, JsonParser json, KnownNames names)
      throws IOException {
    long line = line(json);
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new ResultsException(file, line, "a detection must be an object in braces");
    }
    String image = null;
    String category = null;
    double[] box = null;
    Double score = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case IMAGE -> image = name(json);
        case CATEGORY -> category = name(json);
        case BOX -> box = numbers(file, json);
        case SCORE -> score = number(json);
        default -> json.skipChildren();
      }
    }
    require(file, line, IMAGE, image, "a number or a text");
    require(file, line, CATEGORY, category, "a number or a text");
    require(file, line, BOX, box, "x, y, width and height");
    require(file, line, SCORE, score, "a number");
    return new DetectionLine(file, line, names).detection(image, category, score, edges(box));
  }

  /** A text or number, or null for what has parts. */
  private static String name(JsonParser json) throws IOException {
    json.skipChildren();
    return json.currentToken().isScalarValue() ? json.getText() : null;
  }

  /** A number, or null for anything else. */
  private static Double number(JsonParser json) throws IOException {
    json.skipChildren();
    return json.currentToken().isNumeric() ? (Double) json.getDoubleValue() : null;
  }

  private static double[] edges(double[] box) {
    return new double[] {box[0], box[1], box[0] + box[2], box[1] + box[3]};
  }

  private static double[] numbers(Path file, JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return null;
    }
    double[] numbers = new double[BOX_NUMBERS];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (count == BOX_NUMBERS || !json.currentToken().isNumeric()) {
        throw new ResultsException(
            file, line(json), BOX + " must be four numbers: x, y, width, height");
      }
      numbers[count++] = json.getDoubleValue();
    }
    return count == BOX_NUMBERS ? numbers : null;
  }

  private static void require(Path file, long line, String field, Object value, String form)
      throws ResultsException {
    if (value == null) {
      throw new ResultsException(
          file, line, "the detection needs \"" + field + "\", which is " + form);
    }
  }

  private static long line(JsonParser json) {
    return json.currentTokenLocation().getLineNr();
  }

  /**
   * Writes detections, one a line. Ids that are plain numbers are written as numbers, as COCO's
   * tools want them; categories are the data set's own numbers, or the class ids 1..K where it has
   * none.
   */
  public static void write(Path file, List<ScoredBox> detections, KnownNames names)
      throws IOException {
    WholeFile.write(
        file,
        out -> {
          JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8);
          json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
          json.writeStartArray();
          for (ScoredBox detection : detections) {
            json.writeRaw('\n');
            write(json, detection, names.name(detection.classId()));
          }
          json.writeEndArray();
          json.writeRaw('\n');
          json.close();
        });
  }

  private static void write(JsonGenerator json, ScoredBox detection, String category)
      throws IOException {
    json.writeStartObject();
    writeName(json, IMAGE, detection.imageId());
    writeName(json, CATEGORY, category);
    Box box = detection.box();
    json.writeArrayFieldStart(BOX);
    json.writeNumber(box.x1());
    json.writeNumber(box.y1());
    json.writeNumber(box.width());
    json.writeNumber(box.height());
    json.writeEndArray();
    json.writeNumberField(SCORE, detection.score());
    json.writeEndObject();
  }

  private static void writeName(JsonGenerator json, String field, String name) throws IOException {
    if (name.matches(PLAIN_NUMBER)) {
      json.writeNumberField(field, Long.parseLong(name));
    } else {
      json.writeStringField(field, name);
    }
  }
}
