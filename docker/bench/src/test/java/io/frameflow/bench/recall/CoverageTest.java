package io.frameflow.bench.recall;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.proposals.ProposalMethod;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageTest {

  private static final Box OBJECT = new Box(10, 10, 20, 20);

  /** Proposes the object as the 500th box of many, and only where 1000 are wanted as the first. */
  private static final class Late implements ProposalMethod {
    @Override
    public String name() {
      return "late";
    }

    @Override
    public Boxes propose(Picture image, int count) {
      List<Box> boxes = new ArrayList<>(Collections.nCopies(count, new Box(0, 0, 5, 5)));
      boxes.set(count == 1000 ? 0 : Math.min(count - 1, 499), OBJECT);
      return Boxes.of(boxes);
    }
  }

  @Test
  void whoeverRanksIsAskedOnceWhoeverPlansForEachCount(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.png");
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    List<AnnotatedImage> images =
        List.of(
            new AnnotatedImage("a", file, 40, 30, List.of(new GroundTruth("a", 1, OBJECT, false))));
    assertThat(Coverage.ranked("late", new Late(), images).byCount())
        .extracting(recall -> recall.recall())
        .containsExactly(0.0, 1.0, 1.0);
    Coverage planned = Coverage.planned("late", new Late(), images);
    assertThat(planned.byCount())
        .extracting(recall -> recall.recall())
        .containsExactly(1.0, 1.0, 1.0);
    assertThat(planned.objects()).isEqualTo(1);
    assertThat(CoverageTable.of(planned)).startsWith("late").contains(" 1.000");
    assertThat(CoverageTable.head()).contains("recall@300", "overlap@2000");
  }
}
