package io.frameflow.schemas.serdes;

import org.apache.kafka.common.errors.SerializationException;

/** The registry does not hold our schema under the topic's subject, and we may not register it. */
public final class SchemaNotRegisteredException extends SerializationException {
  private static final long serialVersionUID = 1L;

  public SchemaNotRegisteredException(String message, Throwable cause) {
    super(message, cause);
  }
}
