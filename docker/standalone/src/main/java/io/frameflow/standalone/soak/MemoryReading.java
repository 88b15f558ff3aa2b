package io.frameflow.standalone.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Reads this process' memory, after garbage that is left has been collected. Linux only. */
final class MemoryReading {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

  /** A line of the JVM's histogram: {@code num: instances bytes class (module)}. */
  private static final Pattern JOB_LOADER =
      Pattern.compile(
          "(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+org\\.apache\\.flink\\.util\\.ChildFirstClassLoader\\s");

  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

  private MemoryReading() {}

  /**
   * Collects garbage and reads.
   *
   * @param done goes into the sample
   * @param seconds goes into the sample
   */
  static MemorySample now(long done, double seconds) {
    // Twice: the first frees Java's handles of native memory, the second what hung on them.
    System.gc();
    long jobLoaders = jobLoaders();
    NativeHeap heap = NativeHeap.now();
    return new MemorySample(
        done,
        seconds,
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        metaspace(),
        jobLoaders,
        ManagementFactory.getThreadMXBean().getThreadCount(),
        resident(),
        heap.used(),
        heap.kept());
  }

  private static long metaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .mapToLong(pool -> pool.getUsage().getUsed())
        .sum();
  }

  /** The histogram collects garbage itself. */
  private static long jobLoaders() {
    try {
      String histogram =
          (String)
              BEANS.invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
      return first(JOB_LOADER.matcher(histogram));
    } catch (JMException e) {
      throw new IllegalStateException("this JVM gives no histogram of its heap", e);
    }
  }

  private static long resident() {
    try {
      return 1024 * first(RESIDENT.matcher(Files.readString(STATUS)));
    } catch (IOException e) {
      throw new UncheckedIOException("resident memory cannot be read: " + e.getMessage(), e);
    }
  }

  private static long first(Matcher matcher) {
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }
}
