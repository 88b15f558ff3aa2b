package io.frameflow.pipeline.source;

import io.frameflow.pipeline.frames.FrameParser;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.frames.SourceFrameType;
import io.frameflow.pipeline.frames.SourceRecord;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.serdes.RegistryOptions;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The connector's Kafka source with our own reading of records on top; see {@link FrameReader}.
 * Parsing happens here, so that the source knows the capture time and can make watermarks per
 * partition. What it keeps in checkpoints and savepoints is the connector's.
 */
public final class FrameKafkaSource
    implements Source<SourceFrame, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<SourceFrame> {
  private static final long serialVersionUID = 1L;

  private final KafkaSource<SourceRecord> kafka;
  private final RegistryOptions registry;

  private FrameKafkaSource(KafkaSource<SourceRecord> kafka, RegistryOptions registry) {
    this.kafka = kafka;
    this.registry = registry;
  }

  /**
   * A source of frames.
   *
   * @param settings sets what the connector needs to know, but no deserializer
   */
  public static FrameKafkaSource of(
      RegistryOptions registry, Consumer<KafkaSourceBuilder<SourceRecord>> settings) {
    KafkaSourceBuilder<SourceRecord> builder = KafkaSource.builder();
    settings.accept(builder);
    return new FrameKafkaSource(
        builder.setDeserializer(new SourceRecordSchema()).build(), registry);
  }

  @Override
  public SourceReader<SourceFrame, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    AvroSerde<Frame> serde = AvroSerde.of(Frame.class, registry);
    FrameReader reader =
        new FrameReader(
            kafka.createReader(context),
            serde::readsOffline,
            new FrameParser(serde.deserializer()),
            serde);
    context.metricGroup().gauge("framesWaitingForRegistry", reader::framesWaiting);
    return reader;
  }

  @Override
  public Boundedness getBoundedness() {
    return kafka.getBoundedness();
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return kafka.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState checkpoint)
      throws IOException {
    return kafka.restoreEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return kafka.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return kafka.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<SourceFrame> getProducedType() {
    return new SourceFrameType();
  }
}
