package io.frameflow.pipeline.analytics;

import io.frameflow.schemas.CameraActivity;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Windows in the internal changelog topic: Avro's single-object encoding, which carries the
 * schema's fingerprint. The changelog is nobody's contract, so the registry does not hear of it.
 */
final class ActivityState implements Serde<CameraActivity> {
  @Override
  public Serializer<CameraActivity> serializer() {
    return (topic, window) -> {
      if (window == null) {
        return null;
      }
      try {
        ByteBuffer encoded = window.toByteBuffer();
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
      } catch (IOException e) {
        throw new SerializationException("the state of a window cannot be written", e);
      }
    };
  }

  @Override
  public Deserializer<CameraActivity> deserializer() {
    return (topic, bytes) -> {
      if (bytes == null) {
        return null;
      }
      try {
        return CameraActivity.getDecoder().decode(bytes);
      } catch (IOException | AvroRuntimeException e) {
        throw new SerializationException(
            "topic %s holds the state of another release: start with a new --application-id"
                .formatted(topic),
            e);
      }
    };
  }
}
