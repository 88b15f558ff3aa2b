package io.frameflow.standalone.hostile;

import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * One record for the frames topic.
 *
 * @param kind what is wrong with it
 * @param expectation what may become of it
 * @param lane which partition it goes to, modulo their number: a camera always has the same
 * @param key null for none
 * @param value null for none
 */
@SuppressWarnings("ArrayRecordComponent") // handed over to a producer, never compared
public record HostileRecord(
    String kind,
    Expectation expectation,
    int lane,
    byte[] key,
    byte[] value,
    List<Header> headers) {

  /** Keeps a copy of the headers. */
  public HostileRecord {
    headers = List.copyOf(headers);
  }
}
