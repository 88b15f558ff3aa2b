package io.frameflow.connectors.audit;

/** Hears how far an audit has come. */
interface AuditProgress {

  /** For audits that nobody watches. */
  AuditProgress NONE =
      new AuditProgress() {
        @Override
        public void started(String topic, long offsets) {}

        @Override
        public void read(long records) {}

        @Override
        public void finished() {}
      };

  /** A topic is read from now on, of which so many offsets are to come. */
  void started(String topic, long offsets);

  /** So many more records were read. */
  void read(long records);

  /** The topic has been read. */
  void finished();
}
