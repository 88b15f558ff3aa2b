package io.frameflow.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.ImageLimits;
import io.frameflow.detector.images.JpegFixtures;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.testmodels.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native memory is not the garbage collector's: what is not freed here kills a job in a day. */
class DetectorMemoryTest {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int ROUNDS = 600;

  @TempDir Path folder;

  @Test
  void memoryStaysFlat() throws IOException {
    Assumptions.assumeTrue(Files.exists(STATUS), "resident memory can be read on Linux only");
    byte[] jpeg = JpegFixtures.baseline(1, 320, 240);
    Boxes proposals = Boxes.of(Collections.nCopies(200, Boxes.of(3, 3, 200, 200).get(0)));
    try (Detector detector =
            Detector.load(
                TestModels.coloursEverywhere(folder.resolve("model")),
                DetectorOptions.defaults().withThreads(2));
        ImageDecoder decoder = new ImageDecoder()) {
      long before = 0;
      for (int i = 0; i < ROUNDS; i++) {
        try (Picture image = decoder.decode(jpeg, ImageLimits.DEFAULT, detector.reduction())) {
          detector.detect(List.of(image, image), List.of(proposals, proposals));
        }
        if (i == ROUNDS / 3) {
          before = residentMegabytes();
        }
      }
      // without closing the sub-managers it is 37
      assertThat(residentMegabytes() - before).as("MB more after 400 batches").isLessThan(9);
    }
  }

  private static long residentMegabytes() throws IOException {
    System.gc();
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}
