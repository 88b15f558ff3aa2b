package io.frameflow.detector.proposals;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.images.Resize;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Selective search (Uijlings, van de Sande, Gevers and Smeulders, IJCV 2013), the proposals that
 * Fast R-CNN was published with.
 *
 * <p>Over-segmentations in several colour spaces are merged bottom-up by similarity, and the boxes
 * of all regions on the way are proposed. It needs no training and finds objects of any size and
 * shape, but takes hundreds of milliseconds an image; {@link LearnedWindows} keeps up with video.
 *
 * <p>Ranking follows the paper's section 3.4: a region's place in its hierarchy, counted from the
 * whole image, times a random number. The random numbers are the same for every image, which makes
 * the result repeatable.
 */
public final class SelectiveSearch implements ProposalMethod {

  /** The name in the model manifest. */
  public static final String NAME = "selective-search";

  private final SelectiveSearchSettings settings;

  public SelectiveSearch(SelectiveSearchSettings settings) {
    this.settings = settings;
  }

  public SelectiveSearchSettings settings() {
    return settings;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isContentWith(int width, int height) {
    return Math.max(width, height) >= settings.longSide();
  }

  @Override
  public Boxes propose(Picture image, int count) {
    ProposalCount.require(count);
    if (count == 0) {
      return Boxes.EMPTY;
    }
    double scale =
        Math.min(1, settings.longSide() / (double) Math.max(image.width(), image.height()));
    int width = (int) Math.max(1, Math.round(image.width() * scale));
    int height = (int) Math.max(1, Math.round(image.height() * scale));
    List<int[]> hierarchies =
        settings.preset().strategy().hierarchies(Resize.to(image, width, height));
    float[] ranked = ranked(hierarchies, width, height, count);
    return Boxes.of(ranked)
        .scale(image.width() / (float) width, image.height() / (float) height)
        .clip(image.width(), image.height());
  }

  private float[] ranked(List<int[]> hierarchies, int width, int height, int count) {
    int total = hierarchies.stream().mapToInt(boxes -> boxes.length / 4).sum();
    Candidate[] candidates = new Candidate[total];
    SplittableRandom random = new SplittableRandom(settings.seed());
    int at = 0;
    for (int[] boxes : hierarchies) {
      int regions = boxes.length / 4;
      for (int r = 0; r < regions; r++) {
        candidates[at++] = new Candidate((regions - r) * random.nextDouble(), boxes, 4 * r);
      }
    }
    Arrays.sort(candidates);
    // A box that spans the image is as large as a box can be, however small the image is.
    int leastWidth = Math.min(settings.smallestBox(), width);
    int leastHeight = Math.min(settings.smallestBox(), height);
    float[] ranked = new float[4 * Math.min(count, total)];
    Set<Long> seen = new HashSet<>();
    int size = 0;
    for (int i = 0; i < total && size < ranked.length; i++) {
      Candidate box = candidates[i];
      if (box.side(0) >= leastWidth && box.side(1) >= leastHeight && seen.add(box.identity())) {
        for (int k = 0; k < 4; k++) {
          ranked[size++] = box.edge(k);
        }
      }
    }
    return Arrays.copyOf(ranked, size);
  }

  /** A region's box in the list of its hierarchy, with its random place in the ranking. */
  @SuppressWarnings("ArrayRecordComponent") // ranked only, never compared with equals
  private record Candidate(double rank, int[] boxes, int at) implements Comparable<Candidate> {

    int edge(int k) {
      return boxes[at + k];
    }

    int side(int axis) {
      return edge(2 + axis) - edge(axis);
    }

    /** Equal for equal boxes; 16 bits an edge hold the largest working image. */
    long identity() {
      return ((long) edge(0) << 48) | ((long) edge(1) << 32) | ((long) edge(2) << 16) | edge(3);
    }

    @Override
    public int compareTo(Candidate other) {
      return Double.compare(rank, other.rank);
    }
  }
}
