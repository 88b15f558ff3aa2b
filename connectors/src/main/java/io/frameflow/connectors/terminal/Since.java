package io.frameflow.connectors.terminal;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A moment of the past as people write it: so long ago ({@code 90s}, {@code 15min}, {@code 2h},
 * {@code 1d}) or a time of ISO 8601 with its zone ({@code 2026-05-04T12:00:00Z}).
 */
public final class Since implements ITypeConverter<Instant> {
  private static final Pattern AGO = Pattern.compile("(\\d{1,9})\\s*(s|min|m|h|d)");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "min", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  private final Clock clock;

  /** Used by picocli. */
  public Since() {
    this(Clock.systemUTC());
  }

  Since(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Instant convert(String text) {
    Matcher ago = AGO.matcher(text.strip());
    if (ago.matches()) {
      return clock
          .instant()
          .minus(Duration.of(Long.parseLong(ago.group(1)), UNITS.get(ago.group(2))));
    }
    try {
      return OffsetDateTime.parse(text.strip()).toInstant();
    } catch (DateTimeException e) {
      TypeConversionException wrong =
          new TypeConversionException(
              "'%s' is no time: write 90s, 15min, 2h, 1d or 2026-05-04T12:00:00Z".formatted(text));
      wrong.initCause(e);
      throw wrong;
    }
  }
}
