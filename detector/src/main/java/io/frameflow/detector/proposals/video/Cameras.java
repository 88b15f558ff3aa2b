package io.frameflow.detector.proposals.video;

import io.frameflow.detector.proposals.LearnedWindows;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The proposals of many cameras, of which those that were asked for last are remembered. An
 * instance belongs to one thread at a time.
 */
public final class Cameras {

  private final LearnedWindows windows;
  private final ReuseSettings settings;
  private final Map<String, CameraProposals> remembered;

  /**
   * @param most cameras to remember, at about 400 KB each; at least 1. A frame of a forgotten one
   *     is scored as a whole
   */
  public Cameras(LearnedWindows windows, ReuseSettings settings, int most) {
    if (most < 1) {
      throw new IllegalArgumentException(
          "the number of cameras to remember must be at least 1, but is " + most);
    }
    this.windows = windows;
    this.settings = settings;
    remembered =
        new LinkedHashMap<>(16, .75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, CameraProposals> eldest) {
            return size() > most;
          }
        };
  }

  /** The proposals of one camera, new ones where it is not remembered. */
  public CameraProposals of(String camera) {
    return remembered.computeIfAbsent(camera, name -> new CameraProposals(windows, settings));
  }

  /** Cameras remembered. */
  public int size() {
    return remembered.size();
  }
}
