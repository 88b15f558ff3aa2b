package io.frameflow.pipeline;

import io.frameflow.pipeline.cli.JobCommand;
import picocli.CommandLine;

/** Main class of {@code frameflow-job.jar}: the detection job, mostly for {@code flink run}. */
public final class FrameflowJob {
  private FrameflowJob() {}

  public static void main(String[] args) {
    int code =
        new CommandLine(new JobCommand())
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  command.getErr().println("frameflow job: " + failure.getMessage());
                  return command.getCommandSpec().exitCodeOnExecutionException();
                })
            .execute(args);
    if (!JobCommand.onCluster()) {
      System.exit(code);
    }
    if (code != 0) {
      // An exit would take an application cluster's JobManager along.
      throw new NotSubmittedException();
    }
  }

  /** Tells Flink's client that there is no job; the reason has been printed. */
  private static final class NotSubmittedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotSubmittedException() {
      super("the job was not submitted; the reason stands above", null, false, false);
    }
  }
}
