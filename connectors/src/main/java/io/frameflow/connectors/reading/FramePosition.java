package io.frameflow.connectors.reading;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where a frame lies in the frames topic: its identity. Written {@code frames-0@123}, whatever the
 * topic's prefix.
 */
public record FramePosition(int partition, long offset) implements Comparable<FramePosition> {

  private static final Comparator<FramePosition> ORDER =
      Comparator.comparingInt(FramePosition::partition).thenComparingLong(FramePosition::offset);

  @Override
  public int compareTo(FramePosition other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "frames-%d@%d".formatted(partition, offset);
  }

  /** Reads {@code 0:123}, {@code 0@123} and what reports print, {@code frames-0@123}. */
  public static final class Text implements ITypeConverter<FramePosition> {
    private static final Pattern TEXT =
        Pattern.compile("(?:[A-Za-z0-9.-]*frames(?:\\.v1)?-)?(\\d{1,9})[:@](\\d{1,18})");

    @Override
    public FramePosition convert(String text) {
      Matcher matcher = TEXT.matcher(text.strip());
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'%s' is no position: write it as PARTITION:OFFSET, for example 0:123".formatted(text));
      }
      return new FramePosition(
          Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }
  }
}
