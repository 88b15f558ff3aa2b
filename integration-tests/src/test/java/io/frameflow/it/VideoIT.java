package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.connectors.push.PushOptions;
import io.frameflow.connectors.push.PushSession;
import io.frameflow.connectors.video.VideoCamera;
import io.frameflow.connectors.video.VideoOptions;
import io.frameflow.pipeline.job.DetectionJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A real video file through the whole pipeline. */
class VideoIT {

  /** Frames of the file as its container counts them. */
  private static final int FRAMES = 377;

  @Test
  void everyFrameOfTheFileIsAccountedFor() throws Exception {
    Path file = SharedData.require("video/car-detection.mp4");
    try (PipelineUnderTest pipeline = PipelineUnderTest.start()) {
      DetectionJob job =
          PipelineUnderTest.run(pipeline.options(PipelineUnderTest.defaultModel()).build());
      try (PushSession push =
          PushSession.start(
              pipeline.access(),
              List.of(VideoCamera.open("gate", file.toString(), VideoOptions.defaults(line -> {}))),
              PushOptions.defaults(line -> {}).withRate(0))) {
        push.await(Duration.ofMinutes(2));
        assertThat(push.finish().frames()).isEqualTo(FRAMES);
      }
      Published published = Published.read(pipeline.access(), FRAMES);
      job.cancel();
      assertThat(published.deadLetters()).isEmpty();
      assertThat(published.events())
          .extracting(e -> e.getSequence())
          .containsExactlyElementsOf(IntStream.range(0, FRAMES).mapToObj(Long::valueOf).toList());
    }
  }
}
