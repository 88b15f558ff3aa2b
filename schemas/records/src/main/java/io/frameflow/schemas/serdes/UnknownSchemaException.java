package io.frameflow.schemas.serdes;

/**
 * The record names a schema id that the registry, which did answer, does not know: it was written
 * against another registry, or by something that is no producer of ours.
 */
public final class UnknownSchemaException extends MalformedRecordException {
  private static final long serialVersionUID = 1L;
  private final int schemaId;

  public UnknownSchemaException(String message, int schemaId, Throwable cause) {
    super(message, cause);
    this.schemaId = schemaId;
  }

  /** Schema id in the record's header. */
  public int schemaId() {
    return schemaId;
  }
}
