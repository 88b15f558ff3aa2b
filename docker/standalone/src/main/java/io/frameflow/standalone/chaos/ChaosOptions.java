package io.frameflow.standalone.chaos;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * How a cluster is broken.
 *
 * @param faults how many
 * @param seed decides which, in which order and how
 * @param taskManagers how many there are
 * @param kinds kinds of fault to choose from, where they are possible here
 * @param jobArguments further options of the job, as on its command line
 * @param folder for everything that the cluster writes
 */
public record ChaosOptions(
    int faults,
    long seed,
    int taskManagers,
    Set<FaultKind> kinds,
    List<String> jobArguments,
    Path folder) {

  public ChaosOptions {
    if (faults < 1) {
      throw new IllegalArgumentException("--faults must be at least 1, but is " + faults);
    }
    if (taskManagers < 1) {
      throw new IllegalArgumentException("--task-managers must be at least 1");
    }
    kinds = Set.copyOf(kinds);
    jobArguments = List.copyOf(jobArguments);
  }
}
