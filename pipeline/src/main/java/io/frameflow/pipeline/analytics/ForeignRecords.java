package io.frameflow.pipeline.analytics;

import io.frameflow.schemas.serdes.MalformedRecordException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves out records that are no detections, with a warning and Kafka Streams' count of dropped
 * records. A registry that cannot be asked is another matter: then the program ends, and goes on
 * from the same record when it is started again.
 */
public final class ForeignRecords implements DeserializationExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ForeignRecords.class);

  @Override
  public void configure(Map<String, ?> settings) {}

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
    if (!(failure instanceof MalformedRecordException)) {
      return Response.fail();
    }
    LOG.warn(
        "Partition {}, offset {} is not counted: {}",
        record.partition(),
        record.offset(),
        failure.getMessage());
    return Response.resume();
  }
}
