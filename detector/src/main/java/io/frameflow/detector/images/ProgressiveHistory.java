package io.frameflow.detector.images;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the scans of a progressive JPEG have brought so far (ITU-T T.81, annex G): which bits of
 * which coefficients, and where there are coefficients to refine.
 *
 * <p>If the last scans are missing, decoders show a blurred image and report success. If there are
 * thousands of them, decoders go over the whole picture as often; hence a limit, and no bit may
 * come twice.
 */
final class ProgressiveHistory {

  /** Encoders write about ten, and the most thorough ones twenty. */
  static final int MOST_SCANS = 64;

  private static final int COEFFICIENTS = 64;
  private static final int HIGHEST_BIT = 13;
  private static final int NOTHING_YET = 15;

  private final Map<JpegFrame.Component, Channel> channels = new HashMap<>();

  /** Per coefficient, how many low bits are missing; per block, which coefficients are not 0. */
  private static final class Channel {
    final int[] missingBits = new int[COEFFICIENTS];
    long[] nonZero;

    Channel() {
      Arrays.fill(missingBits, NOTHING_YET);
    }
  }

  /**
   * Notes a scan.
   *
   * @return false if it brings something out of turn, or what is there already
   */
  boolean add(List<JpegFrame.Component> components, ProgressiveScan.Part part) {
    boolean sound = part.last() < COEFFICIENTS && part.low() <= HIGHEST_BIT;
    sound &= part.isDirect() ? part.last() == 0 : components.size() == 1;
    sound &= part.first() <= part.last();
    for (JpegFrame.Component component : components) {
      int[] missing = channels.computeIfAbsent(component, unseen -> new Channel()).missingBits;
      sound &= part.isDirect() || missing[0] != NOTHING_YET;
      for (int k = part.first(); sound && k <= part.last(); k++) {
        sound = part.isRefinement() ? followsOn(missing[k], part) : missing[k] == NOTHING_YET;
        missing[k] = part.low();
      }
    }
    return sound;
  }

  private static boolean followsOn(int missing, ProgressiveScan.Part part) {
    return part.high() == missing && part.low() == missing - 1;
  }

  /** Per block of a channel, a bit for each coefficient that is not 0; all scans share it. */
  long[] nonZero(JpegFrame.Component component, long blocks) {
    Channel channel = channels.get(component);
    if (channel.nonZero == null) {
      channel.nonZero = new long[Math.toIntExact(blocks)];
    }
    return channel.nonZero;
  }

  /** Whether every coefficient of these components is there to its last bit. */
  boolean isComplete(List<JpegFrame.Component> components) {
    return components.stream()
        .map(channels::get)
        .allMatch(
            channel ->
                channel != null && Arrays.stream(channel.missingBits).allMatch(bits -> bits == 0));
  }
}
