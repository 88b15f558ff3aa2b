package io.frameflow.schemas.serdes;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The bytes are not what the topic should hold: not the registry's wire format, broken Avro, or
 * written with a schema that cannot be read as the topic's record. Trying again does not help.
 */
public class MalformedRecordException extends SerializationException {
  private static final long serialVersionUID = 1L;

  public MalformedRecordException(String message) {
    super(message);
  }

  public MalformedRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
