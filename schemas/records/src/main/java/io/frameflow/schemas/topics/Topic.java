package io.frameflow.schemas.topics;

import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.serdes.RegistryOptions;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A topic with what lies in it. Keys are UTF-8 strings.
 *
 * @param <V> the Avro record of the values
 * @param baseName name without the deployment's prefix, its version last: {@code frames.v1}
 * @param valueType generated class of the values
 * @param singlePartition true where the order over all keys matters, whatever the deployment's
 *     partition count is
 * @param config topic settings by their Kafka names, used when the topic is created
 */
public record Topic<V extends SpecificRecord>(
    String baseName, Class<V> valueType, boolean singlePartition, Map<String, String> config) {
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");
  private static final int LONGEST_NAME = 249;

  public Topic {
    config = Map.copyOf(config);
  }

  /**
   * Name of the topic on Kafka: {@code prefix.baseName}, for example {@code frameflow.frames.v1}.
   *
   * @throws IllegalArgumentException if the prefix is not letters, digits and dashes in groups
   *     parted by dots, or makes the name longer than Kafka's 249 characters
   */
  public String name(String prefix) {
    // Kafka's metrics cannot tell '.' from '_', so underscores stay out.
    if (prefix == null || !PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "topic prefix '%s' is not allowed: use letters, digits, '-' and single dots in between"
              .formatted(prefix));
    }
    String name = prefix + "." + baseName;
    if (name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "topic name '%s' has %d characters, Kafka allows %d: take a shorter prefix"
              .formatted(name, name.length(), LONGEST_NAME));
    }
    return name;
  }

  /** Registry subject of the values (TopicNameStrategy): the topic's name with {@code -value}. */
  public String subject(String prefix) {
    return name(prefix) + "-value";
  }

  /** Serde of the keys. */
  public Serde<String> keySerde() {
    return Serdes.String();
  }

  /** A new serde of the values; the caller closes it. */
  public AvroSerde<V> valueSerde(RegistryOptions registry) {
    return AvroSerde.of(valueType, registry);
  }
}
