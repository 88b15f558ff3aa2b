package io.frameflow.bench.growth.tables;

import io.frameflow.detector.Detector;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.ImageLimits;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.images.UndecodableImageException;
import java.util.ArrayList;
import java.util.List;

/** What a detector does with a frame, step by step and as a whole, in batches as in the job. */
final class FrameSteps implements AutoCloseable {

  static final String DECODING = "decoding";
  static final String PROPOSALS = "proposals";
  static final String NETWORK = "network";
  static final String WHOLE = "whole";

  private final Detector detector;
  private final ImageDecoder decoder;
  private final List<byte[]> jpegs;
  private final List<Picture> pictures = new ArrayList<>();
  private final List<Boxes> proposals = new ArrayList<>();

  /**
   * Prepares what the steps start from.
   *
   * @param detector closed with this
   * @param decoder not closed with this
   * @param jpegs one batch
   */
  FrameSteps(Detector detector, ImageDecoder decoder, List<byte[]> jpegs)
      throws UndecodableImageException {
    this.detector = detector;
    this.decoder = decoder;
    this.jpegs = jpegs;
    for (byte[] jpeg : jpegs) {
      Picture picture = decoder.decode(jpeg, ImageLimits.DEFAULT, detector.reduction());
      pictures.add(picture);
      proposals.add(detector.propose(picture));
    }
  }

  /** Mean number of regions that are proposed. */
  double regions() {
    return proposals.stream().mapToInt(Boxes::size).average().orElse(0);
  }

  void addDecoding(StepTimes times, String row) {
    times.add(
        row,
        DECODING,
        item -> {
          long start = System.nanoTime();
          decoder.decode(jpegs.get(item), ImageLimits.DEFAULT, detector.reduction()).close();
          return System.nanoTime() - start;
        });
  }

  void addProposals(StepTimes times, String row) {
    times.add(
        row,
        PROPOSALS,
        item -> {
          long start = System.nanoTime();
          detector.propose(pictures.get(item));
          return System.nanoTime() - start;
        });
  }

  /** Scaling, the network with RoI pooling, and the second look where the model takes one. */
  void addNetwork(StepTimes times, String row) {
    times.add(
        row,
        NETWORK,
        item -> detector.detect(pictures, proposals).get(item).timings().networkNanos());
  }

  /** From a JPEG's bytes to detections. */
  void addWhole(StepTimes times, String row) {
    times.add(
        row,
        WHOLE,
        item -> {
          long start = System.nanoTime();
          List<Picture> batch = new ArrayList<>(jpegs.size());
          for (byte[] jpeg : jpegs) {
            batch.add(decoder.decode(jpeg, ImageLimits.DEFAULT, detector.reduction()));
          }
          detector.detect(batch);
          batch.forEach(Picture::close);
          return (System.nanoTime() - start) / jpegs.size();
        });
  }

  @Override
  public void close() {
    pictures.forEach(Picture::close);
    detector.close();
  }
}
