package io.frameflow.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.images.Image;
import io.frameflow.detector.testmodels.Painting;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanvasTest {

  private static final InputGeometry AS_IS = new InputGeometry(2, 1, 1, 1);

  @Test
  void imagesLieInTheCornerOfTheirPageAndTheRestIsTheMean() {
    Canvas canvas = new Canvas(List.of(1f, 2.6f, 255f));
    canvas.reset(2, 3, 2);
    canvas.put(0, white(2, 1), AS_IS);
    canvas.put(1, new Image(2, 1, new byte[] {9, 8, 7, 6, 5, 4}), AS_IS);
    assertThat(bytes(canvas))
        .containsExactly(
            255, 255, 255, 255, 255, 255, 1, 3, 255, //
            1, 3, 255, 1, 3, 255, 1, 3, 255, //
            9, 8, 7, 6, 5, 4, 1, 3, 255, //
            1, 3, 255, 1, 3, 255, 1, 3, 255);
  }

  @Test
  void nothingOfTheLastBatchShowsThrough() {
    Canvas canvas = new Canvas(List.of(0f, 0f, 0f));
    canvas.reset(1, 4, 4);
    canvas.put(0, white(4, 4), new InputGeometry(4, 4, 1, 1));
    canvas.reset(1, 3, 2);
    canvas.put(0, white(2, 1), AS_IS);
    assertThat(bytes(canvas))
        .containsExactly(255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void batchesBeyondOneBufferAreRefusedAndNotWrappedAround() {
    Canvas canvas = new Canvas(List.of(0f, 0f, 0f));
    assertThatThrownBy(() -> canvas.reset(100_000, 640, 480))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("100000 images of 640x480");
  }

  private static Image white(int width, int height) {
    return new Painting(width, height).rectangle(0, 0, width, height, 255, 255, 255).image();
  }

  private static int[] bytes(Canvas canvas) {
    ByteBuffer pixels = canvas.pixels();
    int[] values = new int[pixels.remaining()];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixels.get() & 0xff;
    }
    return values;
  }
}
