package io.frameflow.detector.proposals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.proposals.windows.ScanMemory;
import io.frameflow.detector.proposals.windows.WindowModel;
import io.frameflow.detector.proposals.windows.WindowScan;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Region proposals at video rate: windows of learned shapes slide over the image, a tiny network
 * scores each from integral images, and the best of each size band are kept.
 *
 * <p>The scheme follows "objectness" (Alexe et al., CVPR 2010) in its sliding windows and cues;
 * shapes and weights come from the annotated training images. One 640x480 image costs a few
 * milliseconds on one core, less as the next frame of a camera. Objects below about 8 pixels at the
 * working size are hardly found.
 */
public final class LearnedWindows implements ProposalMethod {

  /** The name in the model manifest. */
  public static final String NAME = "learned-windows";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  private final WindowModel model;

  /** Scans not in use: as many as there have been calls at the same time. */
  private final Queue<WindowScan> idle = new ConcurrentLinkedQueue<>();

  public LearnedWindows(WindowModel model) {
    this.model = model;
  }

  /**
   * Reads what {@link #toJson()} wrote.
   *
   * @throws IllegalArgumentException if the text is no JSON, or a field is missing, unknown or out
   *     of range; the message says which
   */
  public static LearnedWindows fromJson(String json) {
    try {
      return new LearnedWindows(JSON.readValue(json, WindowModel.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("these are no learned windows: " + JsonComplaint.of(e), e);
    }
  }

  /** The whole method as one line of JSON; reading it back gives the same proposals. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(model);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("learned windows cannot be written as JSON", e);
    }
  }

  public WindowModel model() {
    return model;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isContentWith(int width, int height) {
    return (long) width * height >= model.workingPixels();
  }

  @Override
  public Boxes propose(Picture image, int count) {
    ProposalCount.require(count);
    if (count == 0) {
      return Boxes.EMPTY;
    }
    WindowScan scan = takeScan();
    Boxes boxes = scan.propose(image, count);
    idle.add(scan);
    return boxes;
  }

  /**
   * As {@link #propose(Picture, int)} for the next frame of a camera, with what was kept of its
   * last.
   *
   * @param memory of that camera
   * @param whole whether to look at the whole frame in any case
   */
  public Boxes propose(Picture image, int count, ScanMemory memory, boolean whole) {
    ProposalCount.require(count);
    WindowScan scan = takeScan();
    Boxes boxes = scan.propose(image, count, memory, whole);
    idle.add(scan);
    return boxes;
  }

  private WindowScan takeScan() {
    WindowScan scan = idle.poll();
    return scan == null ? new WindowScan(model) : scan;
  }
}
