package io.frameflow.connectors.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.connectors.TestEvents;
import io.frameflow.connectors.page.PageView.CameraView;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageStateTest {

  private long now;
  private final PageState state = new PageState(Map.of(), () -> now);

  @Test
  void aPictureIsShownWithItsOwnDetections() {
    state.frame(TestEvents.frame("cam", 0, new byte[] {0}));
    state.frame(TestEvents.frame("cam", 1, new byte[] {1}));
    assertThat(camera().frame()).describedAs("nothing to show yet").isZero();

    state.detections(TestEvents.detected("cam", 0, TestEvents.detection("car", .5f, 1, 2, 3, 4)));

    assertThat(state.picture("cam", camera().frame())).hasValue(new byte[] {0});
    assertThat(camera().annotated()).isTrue();
    assertThat(camera().objects()).singleElement().extracting("label").isEqualTo("car");
    assertThat(camera().latencyMs()).isEqualTo(85);

    state.detections(TestEvents.detected("cam", 1));
    assertThat(state.picture("cam", 0)).hasValue(new byte[] {1});
    assertThat(camera().objects()).isEmpty();
  }

  @Test
  void detectionsMayComeBeforeTheirPicture() {
    state.detections(TestEvents.detected("cam", 3));
    assertThat(camera().frame()).isZero();
    state.frame(TestEvents.frame("cam", 3, new byte[] {3}));
    assertThat(state.picture("cam", 0)).hasValue(new byte[] {3});
  }

  @Test
  void anEventThatARestartRepeatsCountsOnce() {
    state.detections(TestEvents.detected("cam", 0));
    state.detections(TestEvents.detected("cam", 1));
    state.detections(TestEvents.detected("cam", 0));
    state.detections(TestEvents.detected("cam", 1));
    assertThat(camera().detected()).isEqualTo(2);

    var nextSession = TestEvents.detected("cam", 0);
    nextSession.setSessionId("another");
    state.detections(nextSession);
    assertThat(camera().detected()).describedAs("a new session starts at 0").isEqualTo(3);
  }

  @Test
  void countsWhatBecameOfFrames() {
    state.frame(TestEvents.frame("cam", 0, new byte[1]));
    state.detections(TestEvents.dropped("cam", 0));
    state.deadLetter(TestEvents.deadLetter("cam", "broken"));
    state.deadLetter(TestEvents.deadLetter(null, "no idea whose"));
    PageView view = state.view();
    assertThat(view.totals().frames()).isEqualTo(1);
    assertThat(view.totals().dropped()).isEqualTo(1);
    assertThat(view.totals().deadLetters()).isEqualTo(2);
    assertThat(camera().deadLetters()).isEqualTo(1);
    assertThat(camera().frame()).describedAs("a dropped frame is not shown").isZero();
    assertThat(view.model()).isEqualTo("street 7");
  }

  @Test
  void withoutADetectorPicturesAreShownBare() {
    state.frame(TestEvents.frame("cam", 0, new byte[] {0}));
    now += Duration.ofSeconds(4).toNanos();
    state.frame(TestEvents.frame("cam", 1, new byte[] {1}));
    assertThat(camera().annotated()).isFalse();
    assertThat(state.picture("cam", 0)).hasValue(new byte[] {1});
  }

  @Test
  void memoryIsBoundedInPicturesAndCameras() {
    CameraState camera = new CameraState("cam", 0);
    for (int sequence = 0; sequence < 400; sequence++) {
      camera.frame(TestEvents.frame("cam", sequence, new byte[100_000]), 0);
    }
    assertThat(camera.waitingBytes()).isBetween(7_000_000L, 8_388_608L);

    for (int number = 0; number < PageState.MOST_CAMERAS + 3; number++) {
      state.frame(TestEvents.frame("cam-" + number, 0, new byte[1]));
    }
    assertThat(state.view().cameras()).hasSize(PageState.MOST_CAMERAS);
    assertThat(state.view().totals().unshownCameras()).isEqualTo(3);
  }

  @Test
  void aCameraIdThatBreaksTheRulesIsNotShown() {
    state.frame(TestEvents.frame("<script>", 0, new byte[1]));
    assertThat(state.view().cameras()).isEmpty();
  }

  @Test
  void ratesFadeWhenNothingComesAnyMore() {
    for (int sequence = 0; sequence < 21; sequence++) {
      state.detections(TestEvents.detected("cam", sequence));
      now += Duration.ofMillis(100).toNanos();
    }
    assertThat(camera().framesPerSecond()).isEqualTo(10);
    now += Duration.ofSeconds(10).toNanos();
    assertThat(camera().framesPerSecond()).isZero();
  }

  @Test
  void percentilesAreTheNearestRank() {
    LatencyWindow window = new LatencyWindow();
    assertThat(window.percentile(0.5)).isZero();
    for (int millis = 100; millis >= 1; millis--) {
      window.add(millis);
    }
    assertThat(window.percentile(0.5)).isEqualTo(50);
    assertThat(window.percentile(0.99)).isEqualTo(99);
    assertThat(window.newest()).isEqualTo(1);
    assertThat(window.drawn()).hasSize(60).startsWith(60L).endsWith(1L);
  }

  private CameraView camera() {
    return state.view().cameras().get(0);
  }
}
