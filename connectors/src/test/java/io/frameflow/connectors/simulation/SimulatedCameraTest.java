package io.frameflow.connectors.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.frameflow.connectors.cameras.CapturedFrame;
import io.frameflow.schemas.LabelledObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SimulatedCameraTest {
  @Test
  void framesCarryTheirPictureAndTheirObjects() throws IOException {
    try (SimulatedCamera camera = new SimulatedCamera("cam-1", 9, 320, 240, 10, 3)) {
      assertThat(camera.id()).isEqualTo("cam-1");
      assertThat(camera.framesPerSecond()).hasValue(10);
      assertThat(camera.live()).isFalse();
      StreetScene scene = new StreetScene(9, 320, 240);
      for (int k = 0; k < 3; k++) {
        CapturedFrame frame = camera.next().orElseThrow();
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(frame.jpeg()));
        assertThat(picture.getWidth()).isEqualTo(320).isEqualTo(frame.width());
        assertThat(picture.getHeight()).isEqualTo(240).isEqualTo(frame.height());
        List<LabelledObject> objects = frame.objects().orElseThrow();
        List<SceneObject> expected = scene.renderAt(k / 10.0).objects();
        assertThat(objects).hasSameSizeAs(expected).isNotEmpty();
        for (int i = 0; i < objects.size(); i++) {
          assertThat(objects.get(i).getLabel()).isEqualTo(expected.get(i).label());
          assertThat(objects.get(i).getDifficult()).isEqualTo(expected.get(i).difficult());
          assertThat(objects.get(i).getX1()).isEqualTo(expected.get(i).x1());
          assertThat(objects.get(i).getY1()).isEqualTo(expected.get(i).y1());
          assertThat(objects.get(i).getX2()).isEqualTo(expected.get(i).x2());
          assertThat(objects.get(i).getY2()).isEqualTo(expected.get(i).y2());
        }
      }
      assertThat(camera.next()).as("the end").isEmpty();
      assertThat(camera.next()).isEmpty();
    }
  }

  @Test
  void aClosedCameraHasNoMoreFrames() {
    SimulatedCamera camera = new SimulatedCamera("cam-1", 9, 96, 96, 10, Long.MAX_VALUE);
    camera.close();
    camera.close();
    assertThat(camera.next()).isEmpty();
  }

  @Test
  void badSettingsAreRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SimulatedCamera("a b", 1, 96, 96, 10, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SimulatedCamera("cam", 1, 96, 96, 0, 1))
        .withMessageContaining("cam")
        .withMessageContaining("frames per second");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SimulatedCamera("cam", 1, 96, 96, Double.NaN, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SimulatedCamera("cam", 1, 96, 96, 10, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SimulatedCamera("cam", 1, 10, 96, 10, 1))
        .withMessageContaining("10x96");
  }
}
