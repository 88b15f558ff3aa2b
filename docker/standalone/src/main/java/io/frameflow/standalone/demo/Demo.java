package io.frameflow.standalone.demo;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.audit.Audit;
import io.frameflow.connectors.audit.AuditRange;
import io.frameflow.connectors.audit.AuditReport;
import io.frameflow.connectors.cameras.Camera;
import io.frameflow.connectors.page.LivePage;
import io.frameflow.connectors.push.PushOptions;
import io.frameflow.connectors.push.PushSession;
import io.frameflow.connectors.simulation.SimulatedCamera;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.pipeline.analytics.ActivityApp;
import io.frameflow.pipeline.analytics.AnalyticsOptions;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.topics.SchemaCatalogue;
import io.frameflow.schemas.topics.Topics;
import io.frameflow.standalone.Installation;
import io.frameflow.standalone.LogFile;
import io.frameflow.standalone.cluster.FlinkRest;
import io.frameflow.standalone.stack.FrameCount;
import io.frameflow.standalone.stack.FreePorts;
import io.frameflow.standalone.stack.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** One run of the demo, from an empty data folder to the summary. */
final class Demo {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int PARTITIONS = 2;
  private static final int LIVE_MAP_FRAMES = 2000;
  private static final Duration REPORT_EVERY = Duration.ofSeconds(5);
  private static final Duration STALLED_AFTER = Duration.ofSeconds(45);
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);

  private final DemoOptions options;
  private final Installation installation;
  private final Interruption interruption;

  Demo(DemoOptions options, Installation installation, Interruption interruption) {
    this.options = options;
    this.installation = installation;
    this.interruption = interruption;
  }

  /** Runs until the time is up or Ctrl-C, waits until all frames are accounted for, sums up. */
  DemoSummary run() throws IOException, InterruptedException {
    Path data = options.dataDir();
    if (Files.exists(data) && !isEmpty(data)) {
      throw new IOException("data folder " + data + " is not empty; name a new one");
    }
    try {
      ModelPackage model = ModelPackage.open(options.model());
      Files.createDirectories(data.resolve("logs"));
      LogFile.open(data.resolve("logs").resolve("frameflow.log"));
      DemoSummary summary = runIn(data, model);
      options.json().ifPresent(file -> say("summary written to " + file));
      return summary;
    } finally {
      if (!options.keepData()) {
        LocalStack.delete(data);
      }
    }
  }

  private DemoSummary runIn(Path data, ModelPackage model)
      throws IOException, InterruptedException {
    say("starting Kafka and the schema registry ...");
    try (LocalStack stack =
        LocalStack.start(
            data,
            installation.registry(),
            new LocalStack.Ports(options.ports().kafka(), options.ports().registry()))) {
      RegistryOptions registry = RegistryOptions.of(stack.registryUrl());
      KafkaAccess access = KafkaAccess.of(stack.bootstrapServers(), registry);
      try (Admin admin = stack.admin()) {
        Topics.create(admin, access.topicPrefix(), PARTITIONS, (short) 1);
      }
      SchemaCatalogue.register(registry, access.topicPrefix());

      say("starting Flink with model %s ...".formatted(model.manifest().name()));
      int flinkPort = FreePorts.require(options.ports().flink(), "Flink dashboard");
      URI dashboard = URI.create("http://127.0.0.1:" + flinkPort + "/");
      JobOptions job = jobOptions(access, data, flinkPort);
      DetectionJob running = DetectionJob.start(DetectionJob.localEnvironment(job), job);
      try {
        new FlinkRest(dashboard)
            .awaitRunning(running.client().getJobID().toHexString(), FlinkRest.START_LIMIT);
        try (ActivityApp activity = ActivityApp.start(analyticsOptions(access, data));
            LivePage page =
                LivePage.start(
                    access, options.ports().page(), Map.of("Flink dashboard", dashboard))) {
          printAddresses(stack, dashboard, page, data, model);
          return stream(access, model, activity);
        }
      } finally {
        running.cancel();
      }
    }
  }

  private DemoSummary stream(KafkaAccess access, ModelPackage model, ActivityApp activity)
      throws IOException, InterruptedException {
    Ledger ledger = new Ledger(new LiveMap(model.manifest().labels(), LIVE_MAP_FRAMES));
    try (LedgerReader reader = LedgerReader.start(ledger, access);
        FrameCount frames = FrameCount.open(access);
        PushSession cameras =
            PushSession.start(access, cameras(), PushOptions.defaults(this::say))) {
      FigureLines figures = new FigureLines(System.out, ledger, frames);
      long start = System.nanoTime();
      while (!timeIsUp(start) && !interruption.await(untilNextLine(start))) {
        reader.check();
        checkRunning(cameras, activity);
        figures.print();
      }
      cameras.stop();
      cameras.finish();
      AuditReport audit = Audit.settle(access, AuditRange.all(), STALLED_AFTER);
      catchUp(ledger, reader, audit);
      DemoSummary summary =
          ledger.summary(audit.frames(), Duration.ofNanos(System.nanoTime() - start));
      System.out.println();
      System.out.println(summary.text());
      if (options.json().isPresent()) {
        summary.write(options.json().get());
      }
      if (!audit.complete()) {
        System.out.println(audit.text());
        throw new IOException(audit.statement());
      }
      return summary;
    }
  }

  private boolean timeIsUp(long start) {
    return interruption.asked()
        || options.duration().filter(d -> System.nanoTime() - start >= d.toNanos()).isPresent();
  }

  private Duration untilNextLine(long start) {
    Duration left =
        options.duration().map(d -> d.minusNanos(System.nanoTime() - start)).orElse(REPORT_EVERY);
    return left.compareTo(REPORT_EVERY) < 0 ? left : REPORT_EVERY;
  }

  private static void checkRunning(PushSession cameras, ActivityApp activity) throws IOException {
    if (activity.failure().isPresent()) {
      throw new IOException(
          "the analytics failed: " + activity.failure().get().getMessage(),
          activity.failure().get());
    }
    if (!cameras.running()) {
      cameras.finish();
    }
  }

  /** The live figures come from a reader of its own, which may be a moment behind the audit's. */
  private static void catchUp(Ledger ledger, LedgerReader reader, AuditReport audit)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + STALLED_AFTER.toNanos();
    while (ledger.booked() < audit.frames() - audit.missing() && System.nanoTime() < deadline) {
      reader.check();
      Thread.sleep(50);
    }
  }

  private List<Camera> cameras() {
    List<Camera> cameras = new ArrayList<>();
    for (int i = 0; i < options.cameras(); i++) {
      cameras.add(
          new SimulatedCamera(
              "street-" + (i + 1),
              options.seed() + i,
              WIDTH,
              HEIGHT,
              options.framesPerSecond(),
              Long.MAX_VALUE));
    }
    return cameras;
  }

  private JobOptions jobOptions(KafkaAccess access, Path data, int flinkPort) {
    return JobOptions.builder()
        .set(JobKeys.BOOTSTRAP_SERVERS, access.bootstrapServers())
        .set(JobKeys.REGISTRY_URL, access.registry().url())
        .set(JobKeys.MODEL, options.model().toAbsolutePath().toString())
        .parse(JobKeys.LATENCY_TARGET, options.latencyTarget())
        .set(JobKeys.CHECKPOINT_INTERVAL, COMMIT_EVERY)
        .set(JobKeys.CHECKPOINT_DIR, data.resolve("checkpoints").toUri().toString())
        .set(JobKeys.WEB_PORT, flinkPort)
        .build();
  }

  private static AnalyticsOptions analyticsOptions(KafkaAccess access, Path data)
      throws IOException {
    AnalyticsOptions defaults = AnalyticsOptions.of(access.bootstrapServers(), access.registry());
    return new AnalyticsOptions(
        defaults.bootstrapServers(),
        defaults.registry(),
        defaults.topicPrefix(),
        defaults.applicationId(),
        defaults.window(),
        defaults.grace(),
        Optional.of(Files.createDirectories(data.resolve("streams"))),
        defaults.kafkaProperties());
  }

  private void printAddresses(
      LocalStack stack, URI dashboard, LivePage page, Path data, ModelPackage model) {
    System.out.printf(
        """

        live page        %s
        Flink dashboard  %s
        Kafka            %s
        schema registry  %s
        model            %s %s (%s)
        data and logs    %s

        """,
        page.address(),
        dashboard,
        stack.bootstrapServers(),
        stack.registryUrl(),
        model.manifest().name(),
        model.manifest().version(),
        model.sha256().substring(0, 12),
        data);
  }

  private void say(String line) {
    System.out.println("frameflow demo: " + line);
  }

  private static boolean isEmpty(Path dir) throws IOException {
    try (var entries = Files.list(dir)) {
      return entries.findAny().isEmpty();
    }
  }
}
