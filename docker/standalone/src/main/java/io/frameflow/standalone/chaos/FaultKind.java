package io.frameflow.standalone.chaos;

/** Every kind of fault that chaos knows, with how often it comes relative to the others. */
public enum FaultKind {
  KILL_TASK_MANAGER("kill a TaskManager", 3),
  FREEZE_TASK_MANAGER("freeze a TaskManager", 2),
  KILL_JOB_MANAGER("kill the JobManager", 2),
  FREEZE_JOB_MANAGER("freeze the JobManager", 1),
  KILL_BROKER("kill the broker", 1),
  FREEZE_BROKER("freeze the broker", 1),
  RESTART_BROKER("restart the broker cleanly", 1),
  KILL_REGISTRY("kill the registry", 1),
  FREEZE_REGISTRY("freeze the registry", 1),
  REGISTRY_OUTAGE("registry down for a while", 1),
  KILL_ZOOKEEPER("kill ZooKeeper", 1),
  FREEZE_ZOOKEEPER("freeze ZooKeeper", 1),
  CUT_CONNECTIONS("cut every connection to Kafka", 2),
  REFUSE_CONNECTIONS("refuse connections to Kafka", 1),
  DELAY_PACKETS("delay everything to and from Kafka", 1),
  TRICKLE_PACKETS("trickle bytes to and from Kafka", 1),
  LOSE_PACKETS("lose everything to and from Kafka", 1),
  WITHHOLD_COMMITS("withhold the ends of transactions", 1),
  /** Long and costly, so it comes once in a run. */
  LOSE_TRANSACTIONS("withhold the ends of transactions too long", 0),
  FULL_CHECKPOINT_DISK("fill the disk of the checkpoints", 1),
  FULL_BROKER_DISK("fill the disk of the broker", 1),
  CAMERA_CLOCK_JUMP("let the cameras' clocks jump", 1),
  PROCESS_CLOCK_JUMP("let the clocks of Flink's processes jump", 1);

  private final String label;
  private final int weight;

  FaultKind(String label, int weight) {
    this.label = label;
    this.weight = weight;
  }

  /** What it does, in words. */
  public String label() {
    return label;
  }

  /** How often it comes in one round of all kinds; in the first, each comes once. */
  int weight() {
    return weight;
  }
}
