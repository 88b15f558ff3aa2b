package io.frameflow.bench.endtoend;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.measuring.Contender.Role;
import io.frameflow.bench.network.NetworkWork;
import io.frameflow.bench.scene.Scene;
import io.frameflow.bench.stages.Stage;
import io.frameflow.bench.stages.Stages;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** What Kafka and Flink cost on top of the detector. */
public final class EndToEndStage {

  /** Batches of one burst: a quarter of them is left out of the count. */
  private static final int BATCHES = 8;

  private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);

  private EndToEndStage() {}

  /** Starts a broker, a registry and the job. */
  public static Stage open(Scene scene, NetworkWork work) throws IOException, InterruptedException {
    Stage stage = new Stage(Stages.END_TO_END, "through Kafka and Flink, per frame", 1);
    try {
      RunningJob job =
          stage.hold(RunningJob.start(scene, DeliveryGuarantee.EXACTLY_ONCE, COMMIT_EVERY));
      Burst burst = new Burst(job, stage.hold(Emissions.fromNowOn(job.access())));
      BareLoop loop = stage.hold(new BareLoop(scene, job.batch()));
      int frames = BATCHES * job.batch();
      String precision = scene.precision().name().toLowerCase(Locale.ROOT);
      stage.add(
          new Contender(
              "bare detector loop",
              precision,
              Role.OURS,
              item -> loop.burst(frames),
              item -> mean(scene, work),
              "decoded and detected in batches of " + job.batch()));
      stage.add(
          new Contender(
              "Kafka to Kafka, exactly-once",
              precision,
              Role.OURS,
              item -> burst.run(frames),
              item -> mean(scene, work),
              "bursts of %d frames in Kafka, a commit every second".formatted(frames)));
      return stage;
    } catch (IOException | InterruptedException | RuntimeException e) {
      stage.close();
      throw e;
    }
  }

  private static long mean(Scene scene, NetworkWork work) {
    long sum = 0;
    for (int i = 0; i < scene.pictures().size(); i++) {
      sum += work.network(i);
    }
    return sum / scene.pictures().size();
  }
}
