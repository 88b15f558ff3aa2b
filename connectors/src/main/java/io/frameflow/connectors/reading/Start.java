package io.frameflow.connectors.reading;

/** Where a reader starts in its topics. */
public enum Start {
  /** With the oldest record that is still kept. */
  BEGINNING,
  /** With the first record that is written after the reader has opened. */
  NOW
}
