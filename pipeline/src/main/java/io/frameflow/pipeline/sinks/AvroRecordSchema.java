package io.frameflow.pipeline.sinks;

import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.serdes.RegistryUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our records to Kafka records: the key in UTF-8, the value in the registry's wire format.
 *
 * <p>The time stamp is left to the producer's clock. With the capture time, old footage that is
 * replayed would be written straight into segments that retention deletes.
 */
public final class AvroRecordSchema<V extends SpecificRecord>
    implements KafkaRecordSerializationSchema<V>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(AvroRecordSchema.class);

  private final String topic;
  private final Class<V> type;
  private final SerializableFunction<V, String> key;
  private final RegistryOptions registry;
  private transient Serializer<V> serializer;

  /**
   * @param topic full name
   * @param key of a record; may give null
   */
  public AvroRecordSchema(
      String topic, Class<V> type, SerializableFunction<V, String> key, RegistryOptions registry) {
    this.topic = topic;
    this.type = type;
    this.key = key;
    this.registry = registry;
  }

  /**
   * Asks for the schema's id at once: with the first record, perhaps hours later, the registry may
   * be down. If it is down now already, the first record asks again.
   *
   * @throws org.apache.kafka.common.errors.SerializationException if it does not hold our schema
   */
  @Override
  @SuppressWarnings("resource") // The sink never closes its schema; the client holds no socket.
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    AvroSerde<V> serde = AvroSerde.of(type, registry);
    serializer = serde.serializer();
    try {
      serde.prepareToWrite(topic);
    } catch (RegistryUnavailableException e) {
      LOG.warn("{}; it is asked again for the first record", e.getMessage());
    }
  }

  /**
   * @throws org.apache.kafka.common.errors.SerializationException if the registry cannot be asked
   *     or does not hold our schema
   */
  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      V element, KafkaSinkContext context, Long timestamp) {
    String name = key.apply(element);
    byte[] keyBytes = name == null ? null : name.getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, null, null, keyBytes, serializer.serialize(topic, element));
  }

  /** The topic, whose open transactions a sink with reused names looks up when it starts. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }
}
