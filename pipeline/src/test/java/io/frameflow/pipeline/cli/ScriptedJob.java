package io.frameflow.pipeline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.util.FlinkException;

/** A job that ends as a test wants it to, and remembers in what order it was asked for what. */
final class ScriptedJob implements JobClient {
  final List<String> asked = new ArrayList<>();
  final CompletableFuture<String> savepoint = new CompletableFuture<>();
  final CompletableFuture<Void> cancelled = new CompletableFuture<>();
  final CompletableFuture<JobExecutionResult> result = new CompletableFuture<>();

  @Override
  public CompletableFuture<String> stopWithSavepoint(
      boolean drain, String directory, SavepointFormatType format) {
    asked.add("stop with savepoint in " + directory);
    return savepoint;
  }

  /** Ends the job at once if it was not made to fail. */
  @Override
  public CompletableFuture<Void> cancel() {
    asked.add("cancel");
    cancelled.complete(null);
    return cancelled;
  }

  @Override
  public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
    asked.add("result");
    if (cancelled.isDone()) {
      result.completeExceptionally(new FlinkException("the job was cancelled"));
    }
    return result;
  }

  @Override
  public JobID getJobID() {
    return new JobID(0, 1);
  }

  @Override
  public CompletableFuture<JobStatus> getJobStatus() {
    return CompletableFuture.completedFuture(JobStatus.RUNNING);
  }

  @Override
  public CompletableFuture<String> triggerSavepoint(String directory, SavepointFormatType format) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Map<String, Object>> getAccumulators() {
    throw new UnsupportedOperationException();
  }
}
