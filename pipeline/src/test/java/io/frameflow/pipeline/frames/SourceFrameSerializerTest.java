package io.frameflow.pipeline.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.schemas.DeadLetterReason;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceFrameSerializerTest {

  static Stream<SourceFrame> frames() {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    headers.put("empty", new byte[0]);
    headers.put("ß".repeat(70_000), new byte[] {-1});
    SourceRecord bare =
        new SourceRecord("t", 0, 0, Instant.EPOCH, Instant.EPOCH, null, Map.of(), null);
    SourceRecord full =
        new SourceRecord(
            "t",
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            Instant.MAX,
            Records.ARRIVED,
            new byte[] {0},
            headers,
            new byte[200_000]);
    return Stream.of(
        Records.valid("gate-1", 5, new byte[70_000]),
        Records.valid("gate-1", 6),
        new SourceFrame.Refused(bare, new Refusal(DeadLetterReason.SCHEMA, "no value")),
        new SourceFrame.Refused(full, new Refusal(DeadLetterReason.UNKNOWN, "x".repeat(5000))));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void whatIsWrittenIsRead(SourceFrame frame) throws IOException {
    TypeSerializer<SourceFrame> serializer = new SourceFrameSerializer();
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(frame, out);
    serializer.serialize(frame, out);

    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    for (int i = 0; i < 2; i++) {
      assertThat(serializer.deserialize(in)).usingRecursiveComparison().isEqualTo(frame);
    }
    assertThat(in.available()).isZero();
  }

  @ParameterizedTest
  @MethodSource("frames")
  void copyingBytesKeepsTheFrame(SourceFrame frame) throws IOException {
    TypeSerializer<SourceFrame> serializer = new SourceFrameSerializer().duplicate();
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(frame, out);
    DataOutputSerializer copy = new DataOutputSerializer(64);
    serializer.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copy);

    assertThat(copy.getCopyOfBuffer()).isEqualTo(out.getCopyOfBuffer());
  }

  @Test
  void flinkFindsTheTypeByItsClass() {
    TypeInformation<SourceFrame> type = TypeInformation.of(SourceFrame.class);

    assertThat(type).isEqualTo(new SourceFrameType());
    assertThat(type.createSerializer(new SerializerConfigImpl()))
        .isInstanceOf(SourceFrameSerializer.class);
    assertThat(List.of(type.isBasicType(), type.isTupleType(), type.isKeyType()))
        .containsOnly(false);
  }
}
