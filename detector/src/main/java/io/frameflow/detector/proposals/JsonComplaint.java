package io.frameflow.detector.proposals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;

/** Says in one line what is wrong with JSON. */
final class JsonComplaint {

  private JsonComplaint() {}

  /** Our own check's message where one of them failed, otherwise the parser's without the place. */
  static String of(Throwable error) {
    if (error instanceof ValueInstantiationException && error.getCause() != null) {
      return error.getCause().getMessage();
    }
    if (error instanceof JsonProcessingException json) {
      return json.getOriginalMessage().lines().findFirst().orElse("not readable");
    }
    return error.getMessage();
  }
}
