package io.frameflow.bench.recall;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.proposals.ProposalMethod;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DecodedImages;
import io.frameflow.train.proposals.ProposalRecall;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/**
 * What one method covers of the objects of some images, and how long it takes.
 *
 * @param method its name
 * @param millis of one core for an image, without decoding: the mean over the images; time that the
 *     processor gave to others does not count
 * @param byCount recall at IoU .5 within each of {@link #COUNTS} boxes
 */
public record Coverage(String method, double millis, List<ProposalRecall> byCount) {

  /** Boxes of an image that are looked at. */
  public static final List<Integer> COUNTS = List.of(300, 1000, 2000);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final float IOU = .5f;

  /** Runs before the clock counts, at most, for the JVM to compile what they need. */
  private static final int MOST_WARM_UPS = 300;

  /** A method that chooses other boxes where more are wanted is asked once for each count. */
  public static Coverage planned(String name, ProposalMethod method, List<AnnotatedImage> images)
      throws IOException {
    return measure(name, method, images, COUNTS);
  }

  /** A method whose first boxes are the same however many are wanted is asked once. */
  public static Coverage ranked(String name, ProposalMethod method, List<AnnotatedImage> images)
      throws IOException {
    return measure(name, method, images, List.of(COUNTS.get(COUNTS.size() - 1)));
  }

  private static Coverage measure(
      String name, ProposalMethod method, List<AnnotatedImage> images, List<Integer> asked)
      throws IOException {
    List<ProposalRecall> recalls =
        COUNTS.stream().map(count -> new ProposalRecall(count, IOU)).toList();
    long nanos = 0;
    try (ImageDecoder decoder = new ImageDecoder()) {
      for (int i = 0; i < images.size(); i++) {
        Image pixels = DecodedImages.read(images.get(i), decoder);
        if (i == 0) {
          warmUp(method, pixels);
        }
        List<Boxes> found = new ArrayList<>();
        for (int count : asked) {
          long start = THREADS.getCurrentThreadCpuTime();
          found.add(method.propose(pixels, count));
          nanos += THREADS.getCurrentThreadCpuTime() - start;
        }
        for (int c = 0; c < recalls.size(); c++) {
          recalls.get(c).add(images.get(i), found.get(Math.min(c, found.size() - 1)));
        }
      }
    }
    int runs = Math.max(1, images.size() * asked.size());
    return new Coverage(name, nanos / 1e6 / runs, recalls);
  }

  /** What takes a tenth of a second needs no warm JVM to speak of. */
  private static void warmUp(ProposalMethod method, Image image) {
    long start = System.nanoTime();
    for (int run = 0; run < MOST_WARM_UPS && System.nanoTime() - start < 1_000_000_000L; run++) {
      method.propose(image, COUNTS.get(COUNTS.size() - 1));
    }
  }

  /** Objects that were looked at. */
  public int objects() {
    return byCount.get(0).objects();
  }
}
