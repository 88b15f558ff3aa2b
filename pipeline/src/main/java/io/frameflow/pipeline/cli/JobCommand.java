package io.frameflow.pipeline.cli;

import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.job.Preflight;
import io.frameflow.pipeline.operator.NativePlacement;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code job}: detects what is in the frames on Kafka until it is stopped. */
@Command(
    name = "job",
    description = "Detects objects in the frames on Kafka, as a Flink job.",
    modelTransformer = JobFlags.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "Without a cluster the job runs in this process, with Flink's dashboard on 127.0.0.1.",
      "Ctrl-C ends it: with a savepoint if --checkpoint-dir is given, otherwise at once.",
      "",
      "On a cluster, the same job from its jar:",
      "  flink run -d -p 4 frameflow-job.jar --parallelism 4 --bootstrap-servers kafka:9092 \\",
      "    --schema-registry-url http://registry:8081 --model /models/street",
      "Before, put the jars of DJL (ai.djl), its tensorflow-api, tensorflow-core-native, JavaCPP,",
      "protobuf-java, gson, commons-compress and JNA into Flink's lib/ and set, in its"
          + " config.yaml:",
      "  " + NativePlacement.OPTION + ": " + NativePlacement.PATTERNS,
      "for a native library can be loaded only once per JVM. Every TaskManager must see --model."
    })
public final class JobCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    JobOptions options;
    try {
      options = JobFlags.read(spec);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    if (options.get(JobKeys.PREFLIGHT)) {
      Preflight.check(options);
    }
    if (onCluster()) {
      submit(options);
    } else {
      runHere(options);
    }
    return 0;
  }

  /** True where {@code flink run} or an application cluster calls us. */
  public static boolean onCluster() {
    return !(StreamExecutionEnvironment.getExecutionEnvironment()
        instanceof LocalStreamEnvironment);
  }

  private void submit(JobOptions options) throws IOException, InterruptedException {
    DetectionJob job =
        DetectionJob.start(StreamExecutionEnvironment.getExecutionEnvironment(), options);
    say("submitted job %s (%s)".formatted(options.jobName(), job.client().getJobID()));
  }

  private void runHere(JobOptions options) throws IOException, InterruptedException {
    DetectionJob job = DetectionJob.start(DetectionJob.localEnvironment(options), options);
    int port = options.get(JobKeys.WEB_PORT);
    if (port != 0) {
      say("dashboard: http://127.0.0.1:%d/#/job/%s".formatted(port, job.client().getJobID()));
    }
    try (GracefulEnd end = new GracefulEnd(job, options, this::say)) {
      end.awaitJob();
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
