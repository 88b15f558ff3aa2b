package io.frameflow.connectors.reading;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads of a value how many bytes it has, and nothing else: for passes over a frames topic, whose
 * pictures would be copied for nothing. Null stands for no value.
 */
public final class ValueSize implements Deserializer<Integer> {

  @Override
  public Integer deserialize(String topic, byte[] data) {
    return data == null ? null : data.length;
  }

  @Override
  public Integer deserialize(String topic, Headers headers, ByteBuffer data) {
    return data == null ? null : data.remaining();
  }
}
