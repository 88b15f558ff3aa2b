package io.frameflow.standalone.soak;

import java.util.Locale;
import java.util.function.ToLongFunction;

/** What is watched in a {@link MemorySample}. */
public enum Quantity {
  HEAP("heap", true, MemorySample::heap),
  METASPACE("metaspace", true, MemorySample::metaspace),
  CLASSES("loaded classes", false, MemorySample::classes),
  JOB_LOADERS("job class loaders", false, MemorySample::jobLoaders),
  THREADS("threads", false, MemorySample::threads),
  OUR_THREADS("threads of ours", false, MemorySample::ourThreads),
  FLINK_THREADS("of Flink and clients", false, MemorySample::flinkThreads),
  RESIDENT("resident memory", true, MemorySample::resident),
  NATIVE("native memory in use", true, MemorySample::nativeUsed),
  NATIVE_KEPT("native memory kept", true, MemorySample::nativeKept);

  private static final double MEGABYTE = 1024 * 1024;

  private final String title;
  private final boolean bytes;

  @SuppressWarnings("ImmutableEnumChecker") // Method references without a state.
  private final ToLongFunction<MemorySample> value;

  Quantity(String title, boolean bytes, ToLongFunction<MemorySample> value) {
    this.title = title;
    this.bytes = bytes;
    this.value = value;
  }

  /** Its name for people. */
  public String title() {
    return title;
  }

  /** Its value, in bytes or as a count. */
  public long of(MemorySample sample) {
    return value.applyAsLong(sample);
  }

  /** A value for people: MB, or a plain count. */
  String shown(double amount) {
    return bytes
        ? String.format(Locale.ROOT, "%.1f MB", amount / MEGABYTE)
        : String.format(Locale.ROOT, "%.0f", amount);
  }

  /** A value in the unit of a plot's axis: MB, or a plain count. */
  double plotted(MemorySample sample) {
    return bytes ? of(sample) / MEGABYTE : of(sample);
  }

  boolean isBytes() {
    return bytes;
  }
}
