package io.frameflow.detector.images;

import io.frameflow.detector.images.UndecodableImageException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/**
 * Reads a JPEG's structure (ITU-T T.81, annex B) before native code sees it: the size that it
 * claims, and whether all its data is there.
 */
final class JpegInspector {

  private static final int TABLES = 4;
  private static final int COEFFICIENTS = 64;

  private static final HuffmanTable DC_LUMINANCE =
      HuffmanTable.standard(JPEGHuffmanTable.StdDCLuminance);
  private static final HuffmanTable DC_CHROMINANCE =
      HuffmanTable.standard(JPEGHuffmanTable.StdDCChrominance);
  private static final HuffmanTable AC_LUMINANCE =
      HuffmanTable.standard(JPEGHuffmanTable.StdACLuminance);
  private static final HuffmanTable AC_CHROMINANCE =
      HuffmanTable.standard(JPEGHuffmanTable.StdACChrominance);

  private final byte[] data;
  private final ImageLimits limits;
  private final HuffmanTable[] dcTables = new HuffmanTable[TABLES];
  private final HuffmanTable[] acTables = new HuffmanTable[TABLES];
  private final Set<Integer> quantisationTables = new HashSet<>();
  private final Set<JpegFrame.Component> scanned = new HashSet<>();
  private final ProgressiveHistory history = new ProgressiveHistory();
  private int position;
  private int restartInterval;
  private JpegFrame frame;

  private JpegInspector(byte[] data, ImageLimits limits) {
    this.data = data;
    this.limits = limits;
    dcTables[0] = DC_LUMINANCE;
    dcTables[1] = DC_CHROMINANCE;
    acTables[0] = AC_LUMINANCE;
    acTables[1] = AC_CHROMINANCE;
  }

  /**
   * Inspects a file that starts with a JPEG's magic number.
   *
   * @return the frame header of a JPEG without a gap
   */
  static JpegFrame inspect(byte[] data, ImageLimits limits) throws UndecodableImageException {
    return new JpegInspector(data, limits).run();
  }

  /**
   * The pixels that a file claims to have, by its frame header alone.
   *
   * @return 0 if it has none, so that it cannot be decoded anyway
   */
  static long claimedPixels(byte[] data) {
    JpegInspector inspector = new JpegInspector(data, ImageLimits.NONE);
    try {
      inspector.position = 2;
      while (inspector.frame == null) {
        inspector.segment(inspector.marker());
      }
      return (long) inspector.frame.width() * inspector.frame.height();
    } catch (UndecodableImageException e) {
      return 0;
    }
  }

  private JpegFrame run() throws UndecodableImageException {
    position = 2;
    while (true) {
      int marker = marker();
      if (marker == JpegMarkers.END_OF_IMAGE) {
        return complete();
      }
      segment(marker);
    }
  }

  /** Reads what stands behind a marker, up to the next one. */
  private void segment(int marker) throws UndecodableImageException {
    if (marker < JpegMarkers.BASELINE
        || JpegMarkers.isRestart(marker)
        || marker == 0xd8
        || marker == JpegMarkers.END_OF_IMAGE) {
      throw corrupt("marker 0x%02x stands at byte %d, where none may".formatted(marker, position));
    }
    int end = segmentEnd();
    switch (marker) {
      case JpegMarkers.HUFFMAN_TABLES -> huffmanTables(end);
      case JpegMarkers.QUANTISATION_TABLES -> quantisationTables(end);
      case JpegMarkers.RESTART_INTERVAL -> restartInterval = restartInterval(end);
      case JpegMarkers.LINE_COUNT ->
          throw unsupported("JPEG states its height behind the picture (DNL)");
      case JpegMarkers.START_OF_SCAN -> end = scan(end);
      default -> {
        if (JpegMarkers.startsFrame(marker)) {
          frame = frame(marker, end);
          requireFewScans(end);
        }
      }
    }
    position = end;
  }

  /** The next marker; the position then stands behind it. */
  private int marker() throws UndecodableImageException {
    if (position >= data.length || data[position] != (byte) 0xff) {
      throw position >= data.length
          ? corrupt("it ends after %d bytes without an end marker".formatted(data.length))
          : corrupt("byte %d should start a segment".formatted(position));
    }
    while (position < data.length && data[position] == (byte) 0xff) {
      position++;
    }
    if (position >= data.length) {
      throw corrupt("it ends after %d bytes without an end marker".formatted(data.length));
    }
    return data[position++] & 0xff;
  }

  private int segmentEnd() throws UndecodableImageException {
    int length = position + 2 <= data.length ? unsignedShort(position) : 0;
    if (length < 2 || position + length > data.length) {
      throw corrupt("the segment at byte %d is cut off".formatted(position));
    }
    int end = position + length;
    position += 2;
    return end;
  }

  private JpegFrame frame(int marker, int end) throws UndecodableImageException {
    if (marker > JpegMarkers.PROGRESSIVE) {
      throw unsupported(
          "JPEG uses a coding process that cameras do not (0x%02x)".formatted(marker));
    }
    if (frame != null || end - position < 6) {
      throw corrupt("it has no single frame header");
    }
    int precision = data[position] & 0xff;
    int height = unsignedShort(position + 1);
    int width = unsignedShort(position + 3);
    int count = data[position + 5] & 0xff;
    if (precision != 8 || (count != 1 && count != 3 && count != 4)) {
      throw unsupported(
          "JPEG has %d channels of %d bits; 1, 3 or 4 channels of 8 bits can be read"
              .formatted(count, precision));
    }
    if (width == 0 || height == 0 || end - position < 6 + 3 * count) {
      throw corrupt("its frame header claims %dx%d pixels".formatted(width, height));
    }
    if ((long) width * height > limits.maxPixels()) {
      throw new UndecodableImageException(
          Reason.TOO_LARGE,
          "JPEG claims %dx%d pixels, more than the %d allowed"
              .formatted(width, height, limits.maxPixels()));
    }
    List<JpegFrame.Component> components = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = position + 6 + 3 * i;
      int sampling = data[at + 1] & 0xff;
      components.add(
          new JpegFrame.Component(
              data[at] & 0xff, sampling >>> 4, sampling & 15, data[at + 2] & 0xff));
    }
    if (components.stream().anyMatch(c -> !isFactor(c.horizontal()) || !isFactor(c.vertical()))) {
      throw corrupt("a sampling factor is not from 1 to 4");
    }
    return new JpegFrame(marker, width, height, components);
  }

  /** Counted before the first scan is walked: each may be of millions of blocks. */
  private void requireFewScans(int from) throws UndecodableImageException {
    int most = ProgressiveHistory.MOST_SCANS;
    if (frame.isProgressive() && JpegMarkers.hasMore(data, from, JpegMarkers.START_OF_SCAN, most)) {
      throw unsupported("JPEG has more than %d scans".formatted(most));
    }
  }

  private static boolean isFactor(int sampling) {
    return sampling >= 1 && sampling <= 4;
  }

  private int restartInterval(int end) throws UndecodableImageException {
    if (end - position != 2) {
      throw corrupt("its restart interval has a wrong length");
    }
    return unsignedShort(position);
  }

  private void quantisationTables(int end) throws UndecodableImageException {
    while (position < end) {
      int precision = (data[position] & 0xff) >>> 4;
      int number = data[position] & 15;
      int next = position + 1 + (precision + 1) * COEFFICIENTS;
      if (precision > 1 || number >= TABLES || next > end) {
        throw corrupt("the quantisation table at byte %d is damaged".formatted(position));
      }
      quantisationTables.add(number);
      position = next;
    }
  }

  private void huffmanTables(int end) throws UndecodableImageException {
    while (position < end) {
      int target = data[position] & 0xff;
      int[] counts = new int[HuffmanTable.MAX_CODE_LENGTH];
      for (int i = 0; i < counts.length && position + 1 + i < end; i++) {
        counts[i] = data[position + 1 + i] & 0xff;
      }
      int total = Arrays.stream(counts).sum();
      int first = position + 1 + counts.length;
      if (total > 256 || first + total > end || target >>> 4 > 1 || (target & 15) >= TABLES) {
        throw corrupt("the Huffman table at byte %d is damaged".formatted(position));
      }
      int[] symbols = new int[total];
      for (int i = 0; i < total; i++) {
        symbols[i] = data[first + i] & 0xff;
      }
      try {
        (target >>> 4 == 0 ? dcTables : acTables)[target & 15] = new HuffmanTable(counts, symbols);
      } catch (IllegalArgumentException e) {
        throw corrupt("the Huffman table at byte %d has %s".formatted(position, e.getMessage()));
      }
      position = first + total;
    }
  }

  /** Returns the position of the marker behind the scan that starts with this header. */
  private int scan(int end) throws UndecodableImageException {
    int count = position < end ? data[position] & 0xff : 0;
    if (frame == null || count < 1 || count > 4 || end - position < 4 + 2 * count) {
      throw corrupt("the scan header at byte %d is damaged".formatted(position));
    }
    List<JpegFrame.Component> components = new ArrayList<>();
    int[] tables = new int[count];
    for (int i = 0; i < count; i++) {
      JpegFrame.Component component = frame.component(data[position + 1 + 2 * i] & 0xff);
      if (component == null || components.contains(component)) {
        throw corrupt("the scan at byte %d is of an unknown channel".formatted(position));
      }
      if (!quantisationTables.contains(component.quantisation())) {
        throw corrupt(
            "the scan at byte %d needs quantisation table %d, which is missing"
                .formatted(position, component.quantisation()));
      }
      components.add(component);
      tables[i] = data[position + 2 + 2 * i] & 0xff;
    }
    boolean repeated = !scanned.addAll(components);
    EntropyBits bits = new EntropyBits(data, end);
    if (frame.isProgressive()) {
      return progressiveScan(bits, components, tables).walk();
    }
    if (repeated) {
      throw corrupt("the scan at byte %d comes a second time".formatted(position));
    }
    List<SequentialScan.Plane> planes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      planes.add(
          new SequentialScan.Plane(
              blocks(components, i),
              table(dcTables, tables[i] >>> 4),
              table(acTables, tables[i] & 15)));
    }
    return new SequentialScan(bits, planes, frame.units(components), restartInterval).walk();
  }

  private ProgressiveScan progressiveScan(
      EntropyBits bits, List<JpegFrame.Component> components, int[] tables)
      throws UndecodableImageException {
    int spectrum = position + 1 + 2 * tables.length;
    int approximation = data[spectrum + 2] & 0xff;
    ProgressiveScan.Part part =
        new ProgressiveScan.Part(
            data[spectrum] & 0xff,
            data[spectrum + 1] & 0xff,
            approximation >>> 4,
            approximation & 15);
    if (!history.add(components, part)) {
      throw corrupt("the scan at byte %d is out of turn".formatted(position));
    }
    long units = frame.units(components);
    List<ProgressiveScan.Plane> planes = new ArrayList<>();
    for (int i = 0; i < tables.length; i++) {
      if (part.isDirect()) {
        HuffmanTable table = part.isRefinement() ? null : table(dcTables, tables[i] >>> 4);
        planes.add(new ProgressiveScan.Plane(blocks(components, i), table, null));
      } else {
        planes.add(
            new ProgressiveScan.Plane(
                1, table(acTables, tables[i] & 15), history.nonZero(components.get(i), units)));
      }
    }
    return new ProgressiveScan(bits, part, planes, units, restartInterval);
  }

  /** Of a component in a coding unit. */
  private static int blocks(List<JpegFrame.Component> scanned, int index) {
    JpegFrame.Component component = scanned.get(index);
    return scanned.size() == 1 ? 1 : component.horizontal() * component.vertical();
  }

  private HuffmanTable table(HuffmanTable[] tables, int index) throws UndecodableImageException {
    if (index >= TABLES || tables[index] == null) {
      throw corrupt("a scan needs Huffman table %d, which is missing".formatted(index));
    }
    return tables[index];
  }

  private JpegFrame complete() throws UndecodableImageException {
    if (frame == null
        || !scanned.containsAll(frame.components())
        || (frame.isProgressive() && !history.isComplete(frame.components()))) {
      throw corrupt("it ends before all of its picture data");
    }
    return frame;
  }

  private int unsignedShort(int at) {
    return (data[at] & 0xff) << 8 | (data[at + 1] & 0xff);
  }

  private static UndecodableImageException corrupt(String what) {
    return new UndecodableImageException(Reason.CORRUPT, "JPEG is truncated or damaged: " + what);
  }

  private static UndecodableImageException unsupported(String what) {
    return new UndecodableImageException(
        Reason.UNSUPPORTED_FORMAT, what + "; send baseline or progressive JPEG");
  }
}
