package io.frameflow.train.network;

import java.io.IOException;

/** A weights file that cannot be used; the message names the file and what is wrong. */
public final class SafetensorsException extends IOException {

  public SafetensorsException(String message) {
    super(message);
  }

  public SafetensorsException(String message, Throwable cause) {
    super(message, cause);
  }
}
