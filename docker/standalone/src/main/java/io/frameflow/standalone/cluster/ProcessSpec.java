package io.frameflow.standalone.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a process is started, each time in the same way.
 *
 * @param name for people and log files
 * @param command program and arguments
 * @param environment variables beside those of this process
 * @param log file that output is appended to
 * @param readiness tells whether the process does its work
 */
record ProcessSpec(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path log,
    Readiness readiness) {

  ProcessSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
