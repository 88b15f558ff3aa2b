package io.frameflow.pipeline.frames;

import io.frameflow.schemas.Frame;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.serdes.RegistryOptions;
import java.time.Instant;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Consumed records to {@link SourceFrame}s, one for one. Parsing happens here, so that the source
 * knows the capture time and can make watermarks per partition.
 */
public final class FrameRecordSchema implements KafkaRecordDeserializationSchema<SourceFrame> {
  private static final long serialVersionUID = 1L;

  private final RegistryOptions registry;
  private transient FrameParser parser;

  public FrameRecordSchema(RegistryOptions registry) {
    this.registry = registry;
  }

  @Override
  @SuppressWarnings("resource") // The source never closes its schema; the client holds no socket.
  public void open(DeserializationSchema.InitializationContext context) {
    parser = new FrameParser(AvroSerde.of(Frame.class, registry).deserializer());
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> consumed, Collector<SourceFrame> out) {
    out.collect(parser.parse(SourceRecord.of(consumed, Instant.now())));
  }

  @Override
  public TypeInformation<SourceFrame> getProducedType() {
    return new SourceFrameType();
  }
}
