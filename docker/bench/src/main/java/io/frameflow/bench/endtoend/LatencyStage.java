package io.frameflow.bench.endtoend;

import io.frameflow.bench.scene.Scene;
import io.frameflow.bench.stages.Stage;
import io.frameflow.bench.stages.Stages;
import io.frameflow.pipeline.job.JobKeys;
import java.io.IOException;
import java.util.Locale;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** How long a frame is on its way, beside the time that the detector needs for a batch. */
public final class LatencyStage {

  private LatencyStage() {}

  /**
   * Starts a broker, a registry and the job as it is by default, but at-least-once.
   *
   * @param load part of the bare detector's rate, above 0
   * @throws IllegalArgumentException if the load is not a positive number
   */
  public static Stage open(Scene scene, double load) throws IOException, InterruptedException {
    if (!(load > 0)) {
      throw new IllegalArgumentException("--load must be above 0, not " + load);
    }
    Stage stage =
        new Stage(
            Stages.LATENCY,
            String.format(
                Locale.ROOT, "a frame's way at %.0f %% of the bare detector's rate", 100 * load),
            1);
    try {
      RunningJob job =
          stage.hold(
              RunningJob.start(
                  scene,
                  DeliveryGuarantee.AT_LEAST_ONCE,
                  JobKeys.CHECKPOINT_INTERVAL.defaultValue()));
      Arrivals arrivals = stage.hold(Arrivals.fromNowOn(job.access()));
      BareLoop loop = stage.hold(new BareLoop(scene, job.batch()));
      LatencyCourse course =
          new LatencyCourse(
              loop,
              new SteadyLoad(job, arrivals),
              job.batch(),
              load,
              scene.precision().name().toLowerCase(Locale.ROOT));
      stage.measuredBy(course::run);
      return stage;
    } catch (IOException | InterruptedException | RuntimeException e) {
      stage.close();
      throw e;
    }
  }
}
