package io.frameflow.detector.images;

import java.util.List;

/**
 * Walks the entropy-coded data of a sequential JPEG scan without decoding pixels, to learn whether
 * all of it is there.
 *
 * <p>JPEG decoders paint missing data grey and report success. A frame of which half is invented
 * must not count as seen, so the codes are counted here; that costs about a millisecond at 640x480.
 */
final class SequentialScan {

  private static final int COEFFICIENTS = 64;

  /** One component's part in the scan: blocks per coding unit and its tables. */
  record Plane(int blocks, HuffmanTable dc, HuffmanTable ac) {}

  private final EntropyBits bits;

  /** An array, for a list's iterator would be garbage in every unit. */
  private final Plane[] planes;

  private final long units;
  private final int restartInterval;

  /**
   * @param bits at the first entropy-coded byte
   * @param units to expect
   * @param restartInterval units between restart markers, 0 for none
   */
  SequentialScan(EntropyBits bits, List<Plane> planes, long units, int restartInterval) {
    this.bits = bits;
    this.planes = planes.toArray(Plane[]::new);
    this.units = units;
    this.restartInterval = restartInterval;
  }

  /**
   * Walks all units.
   *
   * @return position of the marker behind the scan
   * @throws UndecodableImageException CORRUPT if data is missing or makes no sense
   */
  int walk() throws UndecodableImageException {
    for (long unit = 0; unit < units; unit++) {
      if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0) {
        if (!bits.restart((int) (unit / restartInterval - 1) & 7)) {
          throw damaged(unit, units);
        }
      }
      for (Plane plane : planes) {
        for (int block = 0; block < plane.blocks(); block++) {
          if (!block(plane)) {
            throw damaged(unit, units);
          }
        }
      }
    }
    if (!bits.endAtMarker()) {
      throw damaged(units, units);
    }
    return bits.position();
  }

  private boolean block(Plane plane) {
    int size = bits.symbol(plane.dc());
    if (size < 0 || size > 15 || !bits.skip(size)) {
      return false;
    }
    int next = 1;
    while (next < COEFFICIENTS) {
      int symbol = bits.symbol(plane.ac());
      if (symbol < 0) {
        return false;
      }
      int zeros = symbol >>> 4;
      int magnitude = symbol & 15;
      if (symbol == 0) {
        return true;
      }
      next += zeros + 1;
      if (next > COEFFICIENTS || !bits.skip(magnitude)) {
        return false;
      }
    }
    return true;
  }

  static UndecodableImageException damaged(long unit, long units) {
    return new UndecodableImageException(
        UndecodableImageException.Reason.CORRUPT,
        "JPEG is truncated or damaged: its picture data does not add up after %d of %d coding units"
            .formatted(unit, units));
  }
}
