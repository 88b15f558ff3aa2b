package io.frameflow.detector.images;

import java.util.List;

/**
 * Walks the entropy-coded data of a scan of a progressive JPEG (ITU-T T.81, annex G) without
 * decoding pixels, as {@link SequentialScan} does for the others.
 */
final class ProgressiveScan {

  /** A code for so many zeros is followed by a coefficient, or by nothing if there are 16. */
  private static final int ZERO_RUN = 15;

  private final EntropyBits bits;
  private final Part part;
  private final List<Plane> planes;
  private final long units;
  private final int restartInterval;

  /** Blocks of which the rest of this scan's coefficients is 0. */
  private int endOfBandRun;

  /**
   * What a scan brings of each block.
   *
   * @param first coefficient
   * @param last coefficient, inclusive
   * @param high position of the bit before, 0 if this is the first scan of these coefficients
   * @param low position of the lowest bit that comes
   */
  record Part(int first, int last, int high, int low) {
    /** Whether it is of the blocks' mean values. */
    boolean isDirect() {
      return first == 0;
    }

    boolean isRefinement() {
      return high > 0;
    }
  }

  /**
   * One component's part in the scan.
   *
   * @param blocks per coding unit
   * @param table null if the scan needs none
   * @param nonZero per block, a bit for each coefficient that is not 0; null for mean values
   */
  @SuppressWarnings("ArrayRecordComponent") // shared by all scans of a component, never compared
  record Plane(int blocks, HuffmanTable table, long[] nonZero) {}

  /**
   * @param bits at the first entropy-coded byte
   * @param planes one, unless the scan is of mean values
   * @param units to expect
   * @param restartInterval units between restart markers, 0 for none
   */
  ProgressiveScan(
      EntropyBits bits, Part part, List<Plane> planes, long units, int restartInterval) {
    this.bits = bits;
    this.part = part;
    this.planes = planes;
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
    for (int unit = 0; unit < units; unit++) {
      if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0) {
        if (endOfBandRun > 0 || !bits.restart((unit / restartInterval - 1) & 7)) {
          throw SequentialScan.damaged(unit, units);
        }
      }
      for (Plane plane : planes) {
        if (!(part.isDirect() ? direct(plane) : band(plane, unit))) {
          throw SequentialScan.damaged(unit, units);
        }
      }
    }
    if (endOfBandRun > 0 || !bits.endAtMarker()) {
      throw SequentialScan.damaged(units, units);
    }
    return bits.position();
  }

  private boolean direct(Plane plane) {
    for (int block = 0; block < plane.blocks(); block++) {
      if (part.isRefinement()) {
        if (bits.read(1) < 0) {
          return false;
        }
      } else {
        int size = bits.symbol(plane.table());
        if (size < 0 || size > 15 || !bits.skip(size)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean band(Plane plane, int block) {
    if (part.isRefinement()) {
      return refine(plane, block);
    }
    if (endOfBandRun > 0) {
      endOfBandRun--;
      return true;
    }
    long found = 0;
    for (int k = part.first(); k <= part.last(); k++) {
      int symbol = bits.symbol(plane.table());
      int zeros = symbol >> 4;
      int size = symbol & 15;
      if (symbol < 0) {
        return false;
      }
      if (size == 0 && zeros < ZERO_RUN) {
        if (!beginRun(zeros)) {
          return false;
        }
        endOfBandRun--;
        break;
      }
      k += zeros;
      if (k > part.last() || !bits.skip(size)) {
        return false;
      }
      found |= size == 0 ? 0 : 1L << k;
    }
    plane.nonZero()[block] |= found;
    return true;
  }

  /** Known coefficients get a bit each, and new ones come between them. */
  private boolean refine(Plane plane, int block) {
    long known = plane.nonZero()[block];
    long found = 0;
    int k = part.first();
    while (endOfBandRun == 0 && k <= part.last()) {
      int symbol = bits.symbol(plane.table());
      int zeros = symbol >> 4;
      int size = symbol & 15;
      if (symbol < 0 || size > 1 || !bits.skip(size)) {
        return false;
      }
      if (size == 0 && zeros < ZERO_RUN) {
        if (!beginRun(zeros)) {
          return false;
        }
        break;
      }
      k = passZeros(known, k, zeros);
      if (k < 0 || (size == 1 && k > part.last())) {
        return false;
      }
      found |= size == 0 ? 0 : 1L << k;
      k++;
    }
    if (endOfBandRun > 0) {
      endOfBandRun--;
      if (passZeros(known, k, Integer.MAX_VALUE) < 0) {
        return false;
      }
    }
    plane.nonZero()[block] = known | found;
    return true;
  }

  /**
   * Reads the bits of known coefficients up to the zero behind so many others.
   *
   * @return where that is, beyond the last coefficient if there are not as many, or -1 if data is
   *     missing
   */
  private int passZeros(long known, int from, int zeros) {
    int left = zeros;
    for (int k = from; k <= part.last(); k++) {
      if ((known >>> k & 1) != 0) {
        if (bits.read(1) < 0) {
          return -1;
        }
      } else if (left-- == 0) {
        return k;
      }
    }
    return Math.max(from, part.last() + 1);
  }

  private boolean beginRun(int size) {
    int extra = size == 0 ? 0 : bits.read(size);
    endOfBandRun = (1 << size) + extra;
    return extra >= 0;
  }
}
