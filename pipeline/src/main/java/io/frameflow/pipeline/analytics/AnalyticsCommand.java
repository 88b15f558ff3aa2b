package io.frameflow.pipeline.analytics;

import io.frameflow.schemas.connections.ClientProperties;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code frameflow analytics}: counts the activity of each camera until Ctrl-C. */
@Command(
    name = "analytics",
    mixinStandardHelpOptions = true,
    description = "Counts detections per camera and window of capture time, until Ctrl-C.")
public final class AnalyticsCommand implements Callable<Integer> {
  private static final int PATIENCE_SECONDS = 15;

  @Spec private CommandSpec spec;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9092",
      description = "Kafka brokers, separated by commas (default: ${DEFAULT-VALUE}).")
  private String bootstrapServers;

  @Option(
      names = "--schema-registry-url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8081",
      description = "Schema registry with Confluent's API (default: ${DEFAULT-VALUE}).")
  private String registryUrl;

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      defaultValue = Topics.DEFAULT_PREFIX,
      description = "First part of every topic name (default: ${DEFAULT-VALUE}).")
  private String topicPrefix;

  @Option(
      names = "--kafka-config",
      paramLabel = "KEY=VALUE",
      description =
          "Setting for the Kafka clients (SASL, TLS, ...); repeatable. Write"
              + " --kafka-config=@FILE for a properties file.")
  private List<String> kafkaConfig = List.of();

  @Option(
      names = "--registry-config",
      paramLabel = "KEY=VALUE",
      description = "Setting for the registry client; repeatable, --registry-config=@FILE too.")
  private List<String> registryConfig = List.of();

  @Option(
      names = "--window",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = DurationText.class,
      description = "Length of a window of capture time (default: ${DEFAULT-VALUE}).")
  private Duration window;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = DurationText.class,
      description =
          "How long after a window's end, by its camera's time, frames still count in it (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration grace;

  @Option(
      names = "--application-id",
      paramLabel = "ID",
      description = "Name that progress is kept under (default: PREFIX-activity).")
  private String applicationId;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description = "Working directory (default: a temporary one; the state lies in Kafka).")
  private Path stateDirectory;

  @Override
  public Integer call() throws IOException, InterruptedException {
    AnalyticsOptions options = options();
    CountDownLatch finished = new CountDownLatch(1);
    try (ActivityApp app = ActivityApp.start(options)) {
      Thread onSignal = new Thread(() -> closeAndWait(app, finished), "stop-analytics");
      Runtime.getRuntime().addShutdownHook(onSignal);
      System.out.printf(
          "%s -> %s, windows of %d ms, grace %d ms; Ctrl-C ends it%n",
          options.detectionsTopic(), options.activityTopic(), window.toMillis(), grace.toMillis());
      app.awaitEnd();
      System.out.printf("ended; %d frames came too late to be counted%n", app.lateFrames());
      return 0;
    } finally {
      finished.countDown();
    }
  }

  /** What the flags say. */
  AnalyticsOptions options() throws IOException {
    return new AnalyticsOptions(
        bootstrapServers,
        new RegistryOptions(registryUrl, false, settings("--registry-config", registryConfig)),
        topicPrefix,
        applicationId == null ? AnalyticsOptions.applicationIdFor(topicPrefix) : applicationId,
        window,
        grace,
        Optional.ofNullable(stateDirectory),
        settings("--kafka-config", kafkaConfig));
  }

  private Map<String, String> settings(String flag, List<String> values) throws IOException {
    ClientProperties.warning(flag, values)
        .ifPresent(line -> spec.commandLine().getErr().println("warning: " + line));
    return ClientProperties.parse(flag, values);
  }

  private static void closeAndWait(ActivityApp app, CountDownLatch finished) {
    app.close();
    try {
      // The process ends with its hooks: let the verb say its last line first.
      finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
