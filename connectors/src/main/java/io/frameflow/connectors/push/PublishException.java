package io.frameflow.connectors.push;

import java.io.IOException;

/** Frames could not be handed to Kafka; the message is complete and one line long. */
public final class PublishException extends IOException {

  private static final long serialVersionUID = 1L;

  PublishException(String message, Throwable cause) {
    super(message, cause);
  }
}
