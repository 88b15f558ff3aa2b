package io.frameflow.pipeline.job;

/** Options with nothing but what is required. */
final class TestJobs {
  private TestJobs() {}

  static JobOptions.Builder builder() {
    return JobOptions.builder()
        .set(JobKeys.BOOTSTRAP_SERVERS, "127.0.0.1:1")
        .set(JobKeys.REGISTRY_URL, "http://127.0.0.1:2")
        .set(JobKeys.MODEL, "/models/none");
  }

  static JobOptions options() {
    return builder().build();
  }
}
