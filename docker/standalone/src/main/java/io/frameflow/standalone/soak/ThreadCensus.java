package io.frameflow.standalone.soak;

import java.util.List;

/**
 * The threads of a JVM by whose they are, told by their names. The threads of a broker in the same
 * process come and go by the handful; those of a job that has ended must all be gone.
 *
 * @param all of them but those of whoever looks in from outside
 * @param ours started by Frameflow's own code
 * @param flinks started by Flink and the Kafka clients
 */
record ThreadCensus(long all, long ours, long flinks) {
  private static final List<String> OF_THE_READING = List.of("RMI ", "JMX ");

  /** Every pool of ours begins its threads' names so. */
  private static final List<String> OURS = List.of("frameflow-");

  private static final List<String> FLINKS =
      List.of(
          "flink-",
          "Flink",
          "mini-cluster-",
          "cluster-io-",
          "jobmanager",
          "resourcemanager",
          "Source: ",
          "SourceCoordinator-",
          "Source Data Fetcher",
          "Checkpoint Timer",
          "AsyncOperations-",
          "Channel state writer",
          "OutputFlusher",
          "IOManager",
          "BLOB ",
          "kafka-producer-network-thread",
          "kafka-admin-client-thread",
          "kafka-coordinator-heartbeat-thread");

  static ThreadCensus of(List<String> names) {
    List<String> all = names.stream().filter(name -> !begins(name, OF_THE_READING)).toList();
    return new ThreadCensus(all.size(), count(all, OURS), count(all, FLINKS));
  }

  private static long count(List<String> names, List<String> beginnings) {
    return names.stream().filter(name -> begins(name, beginnings)).count();
  }

  private static boolean begins(String name, List<String> beginnings) {
    return beginnings.stream().anyMatch(name::startsWith);
  }
}
