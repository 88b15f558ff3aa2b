package io.frameflow.detector.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.testmodels.Painting;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FixedGridTest {

  private final FixedGrid grid = new FixedGrid();

  @Test
  void theContentDoesNotMatterAndTheWholeImageComesFirst() {
    Image black = new Painting(320, 240).image();
    Image other = new Painting(320, 240).rectangle(50, 50, 200, 180, 255, 0, 0).image();
    assertThat(grid.propose(other, 500)).isEqualTo(grid.propose(black, 500));
    assertThat(grid.propose(black, 1).get(0)).isEqualTo(new Box(0, 0, 320, 240));
  }

  @Test
  void aThousandBoxesCoverMostObjectsOfOrdinaryShape() {
    long seed = 8;
    Random random = new Random(seed);
    Boxes boxes = grid.propose(new Painting(640, 480).image(), 1000);
    int covered = 0;
    for (int i = 0; i < 500; i++) {
      float width = 90 + random.nextInt(300);
      float height = width * (.7f + .6f * random.nextFloat());
      float x = random.nextFloat() * (640 - width);
      float y = random.nextFloat() * Math.max(0, 480 - height);
      Box object = new Box(x, y, x + width, Math.min(480, y + height));
      covered += SelectiveSearchTest.best(boxes, object) >= .5f ? 1 : 0;
    }
    assertThat(covered).as("of 500, seed %d", seed).isGreaterThan(400);
  }
}
