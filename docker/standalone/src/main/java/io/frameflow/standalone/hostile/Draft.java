package io.frameflow.standalone.hostile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;

/** A {@link HostileRecord} that its kind has not been written on yet. */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Draft(Expectation expectation, int lane, byte[] key, byte[] value, List<Header> headers) {

  Draft withKey(byte[] other) {
    return new Draft(expectation, lane, other, value, headers);
  }

  Draft withKey(String other) {
    return withKey(other.getBytes(StandardCharsets.UTF_8));
  }

  Draft withValue(byte[] other) {
    return new Draft(expectation, lane, key, other, headers);
  }

  Draft withHeaders(List<Header> others) {
    return new Draft(expectation, lane, key, value, others);
  }

  HostileRecord of(String kind) {
    return new HostileRecord(kind, expectation, lane, key, value, headers);
  }
}
