package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.standalone.Installation;
import io.frameflow.standalone.soak.Frames;
import io.frameflow.standalone.soak.Loads;
import io.frameflow.standalone.soak.MemorySample;
import io.frameflow.standalone.soak.Quantity;
import io.frameflow.standalone.soak.Restarts;
import io.frameflow.standalone.soak.Samples;
import io.frameflow.standalone.soak.SoakStack;
import io.frameflow.standalone.soak.Submissions;
import io.frameflow.standalone.soak.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The beginning of {@code ./frameflow soak}: too short to see megabytes creep, but whatever a job
 * or a model leaves behind each time shows after a few times.
 */
class LongLifeIT {
  @TempDir static Path dir;
  private static Path tiny;
  private static SoakStack stack;

  @BeforeAll
  static void start() throws IOException {
    tiny = dir.resolve("tiny");
    TinyModel.write(tiny);
    stack = SoakStack.start(dir.resolve("stack"), Installation.current().registry());
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void endedJobsLeaveNoThreadBehind() throws Exception {
    Restarts restarts = new Restarts(stack, tiny, 1, 3);
    Samples samples = new Samples("restarts", 4, System.out);
    restarts.run(samples);

    assertThat(grown(Quantity.OUR_THREADS, samples.all(), 1)).as("threads of ours").isZero();
    assertThat(grownForGood(Quantity.FLINK_THREADS, samples.all(), 1))
        .as("threads of Flink and of Kafka's clients")
        .isLessThanOrEqualTo(0);
  }

  @Test
  void jobsOfASessionClusterLeaveNoClassLoaderBehind() throws Exception {
    Submissions submissions = new Submissions(dir.resolve("session"), tiny, 1, 3);
    Samples samples = new Samples("submissions", 4, System.out);
    submissions.run(samples);

    // The last one may still hang on a thread's stack; each that leaks is one more.
    assertThat(last(samples).jobLoaders()).as("class loaders of 4 jobs").isLessThan(3);
  }

  @Test
  void memoryStaysFlatWhileFramesFlow() throws Exception {
    Frames frames = new Frames(stack, tiny, 500, 1_500);
    Samples samples = new Samples("frames", 1_500, System.out);
    frames.run(samples);

    assertThat(last(samples).done()).isEqualTo(1_500);
    assertThat(megabytesGrown(Quantity.HEAP, samples.all(), 500)).as("MB of heap").isLessThan(20);
    assertThat(megabytesGrown(Quantity.NATIVE, samples.all(), 500))
        .as("MB of native memory in use")
        .isLessThan(20);
  }

  @Test
  void unloadedModelsGiveTheirMemoryBack() throws Exception {
    Loads loads = new Loads(Installation.current().defaultModel(), 3, 7);
    Samples samples = new Samples("loads", 10, System.out);
    loads.run(samples);

    assertThat(grown(Quantity.OUR_THREADS, samples.all(), 3)).as("threads of ours").isZero();
    assertThat(megabytesGrown(Quantity.NATIVE, samples.all(), 3))
        .as("MB of native memory in use")
        .isLessThan(15);
  }

  /**
   * What leaks stays, what takes its time to end does not: so the least of the last three readings
   * is held against the one after the warm-up.
   */
  private static long grownForGood(Quantity quantity, List<MemorySample> samples, long warmUp) {
    List<MemorySample> end = samples.subList(samples.size() - 3, samples.size());
    long latest = quantity.of(samples.get(samples.size() - 1));
    long least = end.stream().mapToLong(quantity::of).min().orElseThrow();
    return grown(quantity, samples, warmUp) - (latest - least);
  }

  private static long megabytesGrown(Quantity quantity, List<MemorySample> samples, long warmUp) {
    return grown(quantity, samples, warmUp) >> 20;
  }

  /** From the first sample after the warm-up to the last one. */
  private static long grown(Quantity quantity, List<MemorySample> samples, long warmUp) {
    MemorySample warm =
        samples.stream().filter(sample -> sample.done() >= warmUp).findFirst().orElseThrow();
    return quantity.of(samples.get(samples.size() - 1)) - quantity.of(warm);
  }

  private static MemorySample last(Samples samples) {
    return samples.all().get(samples.all().size() - 1);
  }
}
