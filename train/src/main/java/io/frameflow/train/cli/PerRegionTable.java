package io.frameflow.train.cli;

import io.frameflow.train.regions.PerRegionTimes;
import io.frameflow.train.regions.SharedPass;
import java.util.Locale;

/** The time of an image region by region and in one pass, as a table for the terminal. */
final class PerRegionTable {
  private static final double NANOS_PER_MILLI = 1e6;

  private PerRegionTable() {}

  static String of(PerRegionTimes times) {
    SharedPass shared = times.shared();
    int crop = times.options().crop();
    String head =
        String.format(
            Locale.ROOT,
            "%d regions (%s), image scaled to %dx%d, crops of %dx%d in batches of %d%n%n"
                + "%-24s %14s %14s %8s%n",
            times.regions(),
            source(times),
            shared.width(),
            shared.height(),
            crop,
            crop,
            times.options().batch(),
            "milliseconds",
            "per region",
            "shared",
            "ratio");
    return head
        + row("cutting out, scaling", times.warpNanos(), shared.scalingNanos())
        + row("convolutions", times.convolutionNanos(), shared.convolutionNanos())
        + row("RoI pooling", 0, shared.poolingNanos())
        + row("fully connected layers", times.headNanos(), shared.headNanos())
        + row("all", times.perRegionNanos(), times.sharedNanos())
        + String.format(
            Locale.ROOT,
            "%nThe crops have %.0f times the pixels of the image. The image takes %.0f times longer"
                + " region by region.%n",
            times.pixelRatio(),
            times.ratio());
  }

  /** The per-region way against the shared pass of a compressed network. */
  static String compressed(PerRegionTimes times, SharedPass shared) {
    return String.format(
        Locale.ROOT,
        "The compressed model's shared pass takes %.1f ms, of which %.1f in the fully connected"
            + " layers: %.0f times less than region by region.%n",
        millis(shared.nanos()),
        millis(shared.headNanos()),
        (double) times.perRegionNanos() / shared.nanos());
  }

  private static String source(PerRegionTimes times) {
    return times.proposed() >= times.regions()
        ? "the model's own proposals"
        : "%d of the model's own proposals, the others a fixed grid's".formatted(times.proposed());
  }

  private static String row(String what, long perRegion, long shared) {
    // A crop's pooling is part of its convolutions' time.
    String left = perRegion == 0 ? "-" : format("%.1f", millis(perRegion));
    String ratio =
        perRegion == 0 || shared == 0 ? "-" : format("%.1f", (double) perRegion / shared);
    return "%-24s %14s %14s %8s%n".formatted(what, left, format("%.1f", millis(shared)), ratio);
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }

  private static double millis(long nanos) {
    return nanos / NANOS_PER_MILLI;
  }
}
