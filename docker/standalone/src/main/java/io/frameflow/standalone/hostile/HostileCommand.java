package io.frameflow.standalone.hostile;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.topics.SchemaCatalogue;
import io.frameflow.schemas.topics.Topics;
import io.frameflow.standalone.Installation;
import io.frameflow.standalone.LogFile;
import io.frameflow.standalone.cluster.FlinkRest;
import io.frameflow.standalone.stack.FreePorts;
import io.frameflow.standalone.stack.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code frameflow hostile}: proves that no record, however malformed, harms the job. */
@Command(
    name = "hostile",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Sends malformed records of every kind - damaged and truncated JPEGs, bombs, other formats,"
            + " bad Avro, lying envelopes - between good frames through a Kafka, a schema registry"
            + " and a job of its own, and reports what became of each.",
    footer = {
      "",
      "Exit code 0: no restart, every record accounted for, none ended wrongly, 99 %% refused"
          + " within 50 ms, heap flat. 1: otherwise.",
    })
public final class HostileCommand implements Callable<Integer> {

  private static final int PARTITIONS = 2;
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);

  @Spec private CommandSpec spec;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Malformed records (default: ${DEFAULT-VALUE}); good frames come on top.")
  private long records;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed makes the same records (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Model package to serve (default: the one that comes with Frameflow).")
  private Path model;

  @Option(names = "--keep-data", description = "Leave the folder with topics and log behind.")
  private boolean keepData;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON to FILE.")
  private Path json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (records < 1) {
      throw new ParameterException(
          spec.commandLine(), "--records must be at least 1, but is " + records);
    }
    Path dir = Files.createTempDirectory("frameflow-hostile-");
    try {
      LogFile.open(dir.resolve("frameflow.log"));
      HostileReport report = runIn(dir);
      System.out.println(report.text());
      if (json != null) {
        report.write(json);
      }
      return report.holds() ? 0 : 1;
    } finally {
      if (keepData) {
        say("data and log are in " + dir);
      } else {
        LocalStack.delete(dir);
      }
    }
  }

  private HostileReport runIn(Path dir) throws IOException, InterruptedException {
    say("starting Kafka, the schema registry and Flink ...");
    Installation installation = Installation.current();
    try (LocalStack stack =
        LocalStack.start(dir, installation.registry(), LocalStack.Ports.any())) {
      RegistryOptions registry = RegistryOptions.of(stack.registryUrl());
      KafkaAccess access = KafkaAccess.of(stack.bootstrapServers(), registry);
      try (Admin admin = stack.admin()) {
        Topics.create(admin, access.topicPrefix(), PARTITIONS, (short) 1);
      }
      SchemaCatalogue.register(registry, access.topicPrefix());
      JobOptions options = jobOptions(access, dir, installation);
      DetectionJob job = DetectionJob.start(DetectionJob.localEnvironment(options), options);
      try {
        new FlinkRest(URI.create("http://127.0.0.1:" + options.get(JobKeys.WEB_PORT) + "/"))
            .awaitRunning(job.client().getJobID().toHexString(), FlinkRest.START_LIMIT);
        return new HostileRun(access, options, job, HostileCommand::say).run(records, seed);
      } finally {
        job.cancel();
      }
    }
  }

  private JobOptions jobOptions(KafkaAccess access, Path dir, Installation installation)
      throws IOException {
    Path served = model == null ? installation.defaultModel() : model;
    return JobOptions.builder()
        .set(JobKeys.BOOTSTRAP_SERVERS, access.bootstrapServers())
        .set(JobKeys.REGISTRY_URL, access.registry().url())
        .set(JobKeys.MODEL, served.toAbsolutePath().toString())
        .set(JobKeys.CHECKPOINT_INTERVAL, COMMIT_EVERY)
        .set(JobKeys.CHECKPOINT_DIR, dir.resolve("checkpoints").toUri().toString())
        .set(JobKeys.WEB_PORT, FreePorts.pick(1)[0])
        .build();
  }

  private static void say(String line) {
    System.out.println("frameflow hostile: " + line);
  }
}
