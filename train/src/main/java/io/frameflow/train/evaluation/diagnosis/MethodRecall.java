package io.frameflow.train.evaluation.diagnosis;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.proposals.ProposalMethod;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.progress.Progress;
import io.frameflow.train.proposals.ProposalsAhead;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one proposal method covers of the objects of some images, and what it costs.
 *
 * @param method its name, as {@code --proposals} takes it
 * @param millisPerImage mean time of one image in one thread, while others were at work beside it
 */
public record MethodRecall(String method, double millisPerImage, ProposalRecallCurves curves) {

  /**
   * Measures a method.
   *
   * @param labels K class names, as the images' objects have them
   * @param decoder of the image files; stays the caller's to close
   * @throws IOException where an image cannot be read; the message names it
   */
  public static MethodRecall measure(
      String name,
      ProposalMethod method,
      List<AnnotatedImage> images,
      List<String> labels,
      ImageDecoder decoder,
      int threads)
      throws IOException {
    Timed timed = new Timed(method, new LongAdder());
    ProposalRecallCurves curves = new ProposalRecallCurves(labels);
    int most = ProposalRecallCurves.mostProposals();
    try (Progress progress = Progress.start("recall of " + name, images.size());
        ProposalsAhead proposals =
            new ProposalsAhead(images, timed, most, decoder, threads, progress)) {
      for (AnnotatedImage image : images) {
        curves.add(image, proposals.next());
      }
    }
    return new MethodRecall(name, timed.nanos().sum() / 1e6 / images.size(), curves);
  }

  /** Counts the time of a method, without that of reading images. */
  private record Timed(ProposalMethod method, LongAdder nanos) implements ProposalMethod {
    @Override
    public String name() {
      return method.name();
    }

    @Override
    public Boxes propose(Picture image, int count) {
      long start = System.nanoTime();
      Boxes boxes = method.propose(image, count);
      nanos.add(System.nanoTime() - start);
      return boxes;
    }
  }
}
