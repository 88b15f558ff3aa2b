package io.frameflow.pipeline.waiting;

/** Which frames may be given up when more come than the model can look at. */
public enum ShedPolicy {
  /** None: whoever waits, waits in Kafka. */
  NEVER("never"),
  /** Those that are too old by the time that it is their turn. */
  STALE("stale"),
  /** Those of whose camera a newer one is there. */
  LATEST("latest");

  private final String flag;

  ShedPolicy(String flag) {
    this.flag = flag;
  }

  /** As written on the command line. */
  @Override
  public String toString() {
    return flag;
  }
}
