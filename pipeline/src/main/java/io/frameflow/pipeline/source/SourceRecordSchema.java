package io.frameflow.pipeline.source;

import io.frameflow.pipeline.frames.SourceRecord;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hands consumed records on as they are: {@link FrameReader} parses them, or lets them wait. */
final class SourceRecordSchema implements KafkaRecordDeserializationSchema<SourceRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> consumed, Collector<SourceRecord> out) {
    out.collect(SourceRecord.of(consumed, Instant.now()));
  }

  /** Of the reader inside {@link FrameKafkaSource} only: no such record leaves it. */
  @Override
  public TypeInformation<SourceRecord> getProducedType() {
    return TypeInformation.of(SourceRecord.class);
  }
}
