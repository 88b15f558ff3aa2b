package io.frameflow.detector.images;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which bits of which coefficients the scans of a progressive JPEG have brought (ITU-T T.81, annex
 * G).
 *
 * <p>If the last scans are missing, decoders show a blurred image and report success.
 */
final class ProgressiveScans {

  private static final int COEFFICIENTS = 64;
  private static final int NOTHING_YET = 15;

  /** For every component, for every coefficient: how many low bits are still missing. */
  private final Map<JpegFrame.Component, int[]> missingBits = new HashMap<>();

  /**
   * Notes a scan.
   *
   * @param first coefficient
   * @param last coefficient, inclusive
   * @param lowBit position of the lowest bit that the scan brings
   */
  void add(List<JpegFrame.Component> components, int first, int last, int lowBit) {
    for (JpegFrame.Component component : components) {
      int[] missing =
          missingBits.computeIfAbsent(
              component,
              unseen -> {
                int[] all = new int[COEFFICIENTS];
                Arrays.fill(all, NOTHING_YET);
                return all;
              });
      for (int k = first; k <= Math.min(last, COEFFICIENTS - 1); k++) {
        missing[k] = lowBit;
      }
    }
  }

  /** Whether every coefficient of these components is there to its last bit. */
  boolean isComplete(List<JpegFrame.Component> components) {
    return components.stream()
        .allMatch(
            component -> {
              int[] missing = missingBits.get(component);
              return missing != null && Arrays.stream(missing).allMatch(bits -> bits == 0);
            });
  }

  /** Position of the marker behind the entropy-coded data that starts at {@code from}. */
  static int end(byte[] data, int from) {
    int next = JpegMarkers.next(data, from);
    while (next < data.length && JpegMarkers.isRestart(data[next + 1] & 0xff)) {
      next = JpegMarkers.next(data, next + 2);
    }
    return next;
  }
}
