package io.frameflow.detector.proposals.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.testmodels.ContrastWindows;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CamerasTest {

  @Test
  void theCameraThatWasAskedForLongestAgoIsForgotten() {
    Cameras cameras = new Cameras(ContrastWindows.create(), ReuseSettings.defaults(), 2);
    CameraProposals a = cameras.of("a");
    CameraProposals b = cameras.of("b");
    assertThat(cameras.of("a")).isSameAs(a);
    cameras.of("c");
    assertThat(cameras.size()).isEqualTo(2);
    assertThat(cameras.of("a")).isSameAs(a);
    assertThat(cameras.of("b")).isNotSameAs(b);
  }

  @Test
  void settingsOutOfRangeAreNamed() {
    assertThatThrownBy(() -> new ReuseSettings(-1, 0, 0, 1, Duration.ZERO))
        .hasMessageContaining("noise must be at least 0, but is -1");
    assertThatThrownBy(() -> new ReuseSettings(0, 0, 1.5f, 1, Duration.ZERO))
        .hasMessageContaining("mostChanged must be from 0 to 1, but is 1.5");
    assertThatThrownBy(() -> new ReuseSettings(0, 0, 0, 0, Duration.ZERO))
        .hasMessageContaining("mostFrames must be at least 1, but is 0");
    assertThatThrownBy(() -> new ReuseSettings(0, 0, 0, 1, Duration.ofSeconds(-1)))
        .hasMessageContaining("longest must not be negative");
    assertThatThrownBy(() -> new Cameras(ContrastWindows.create(), ReuseSettings.defaults(), 0))
        .hasMessageContaining("at least 1, but is 0");
  }
}
