package io.frameflow.pipeline.frames;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record of the frames topic exactly as Kafka gave it. Its place is the frame's identity from
 * here on. The arrays are shared, not copied: nobody writes to them.
 *
 * @param topic name of the topic
 * @param partition from 0
 * @param offset within the partition, from 0
 * @param recordedAt the record's time stamp in Kafka
 * @param arrivedAt when the job received it, by the TaskManager's clock
 * @param key null if the record has none
 * @param headers last value of each header; a header without a value has an empty one
 * @param value null if the record has none
 */
@SuppressWarnings("ArrayRecordComponent") // A wrapper per byte array would cost more than it tells.
public record SourceRecord(
    String topic,
    int partition,
    long offset,
    Instant recordedAt,
    Instant arrivedAt,
    byte[] key,
    Map<String, byte[]> headers,
    byte[] value) {
  private static final byte[] NOTHING = {};

  /** Takes over a consumed record; reads no bytes of it. */
  public static SourceRecord of(ConsumerRecord<byte[], byte[]> consumed, Instant arrivedAt) {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    for (Header header : consumed.headers()) {
      headers.put(header.key(), header.value() == null ? NOTHING : header.value());
    }
    return new SourceRecord(
        consumed.topic(),
        consumed.partition(),
        consumed.offset(),
        Instant.ofEpochMilli(consumed.timestamp()),
        arrivedAt,
        consumed.key(),
        headers,
        consumed.value());
  }
}
