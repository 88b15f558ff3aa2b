package io.frameflow.schemas.serdes;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The schema registry could not be asked: not reachable, too slow, failing, or refusing our
 * credentials. It says nothing about the record, which may be tried again later.
 */
public final class RegistryUnavailableException extends SerializationException {
  private static final long serialVersionUID = 1L;

  /** The message names the registry's URL. */
  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
