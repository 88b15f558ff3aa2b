package io.frameflow.schemas.serdes;

import org.apache.kafka.common.errors.SerializationException;

/** The registry refuses a schema: readers or records of the subject would break. */
public final class IncompatibleSchemaException extends SerializationException {
  private static final long serialVersionUID = 1L;

  public IncompatibleSchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
