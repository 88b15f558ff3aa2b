package io.frameflow.pipeline.sinks;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * Records whose frames count as done can never be published. It ends the job instead of restarting
 * it: the checkpoint still holds the lost transaction, so every restart from it would fail alike.
 *
 * <p>It has no cause, so that its message, which says what to do, is the root of the job's failure.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class LostTransactionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LostTransactionException(String message) {
    super(message);
  }
}
