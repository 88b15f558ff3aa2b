package io.frameflow.pipeline.source;

import io.frameflow.pipeline.frames.SourceRecord;

/** Takes what the connector's reader gives. */
interface RecordTaker {
  /** The next record of its partition. */
  void take(SourceRecord record, long timestamp);

  /** The partition has no further records. */
  void end(String splitId);
}
