package io.frameflow.connectors.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frameflow.connectors.TestEvents;
import io.frameflow.schemas.FrameDetections;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class RecordJsonTest {

  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void hasEveryFieldOfTheSchema() throws Exception {
    FrameDetections event =
        TestEvents.detected("cam", 4, TestEvents.detection("car", .75f, 1, 2, 3.5f, 4));

    JsonNode json = mapper.readTree(mapper.writeValueAsString(RecordJson.of(event)));

    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactlyElementsOf(
            FrameDetections.getClassSchema().getFields().stream().map(Schema.Field::name).toList());
    assertThat(json.at("/capturedAt").asText()).isEqualTo("2026-05-04T12:00:00.123456Z");
    assertThat(json.at("/source/offset").asLong()).isEqualTo(104);
    assertThat(json.at("/outcome").asText()).isEqualTo("DETECTED");
    assertThat(json.at("/dropReason").isNull()).isTrue();
    assertThat(json.at("/detections/0/box/x2").asDouble()).isEqualTo(3.5);
    assertThat(json.at("/detections/0/classProbabilities")).hasSize(2);
    assertThat(json.at("/timings/batchSize").asInt()).isEqualTo(6);
    assertThat(json.at("/model/sha256").asText()).hasSize(64);
  }

  @Test
  void bytesAreBase64AndStayReadable() throws Exception {
    var letter = TestEvents.deadLetter("cam", "broken");
    RecordJson.of(letter);
    JsonNode json = mapper.readTree(mapper.writeValueAsString(RecordJson.of(letter)));
    assertThat(json.at("/headers/trace").binaryValue()).containsExactly(1, 2, 3);
    assertThat(json.at("/payload").isNull()).isTrue();
    assertThat(json.at("/reason").asText()).isEqualTo("CORRUPT_IMAGE");
  }

  @Test
  void aNumberThatJsonLacksBecomesNull() {
    var event = TestEvents.detected("cam", 4, TestEvents.detection("car", Float.NaN, 1, 2, 3, 4));
    assertThat(RecordJson.of(event).at("/detections/0/score").isNull()).isTrue();
  }
}
