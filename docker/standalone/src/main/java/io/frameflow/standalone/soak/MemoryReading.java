package io.frameflow.standalone.soak;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Reads a JVM's memory, after garbage that is left has been collected. Linux only. */
final class MemoryReading implements AutoCloseable {
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

  /** A line of the JVM's histogram: {@code num: instances bytes class (module)}. */
  private static final Pattern JOB_LOADER =
      Pattern.compile(
          "(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+org\\.apache\\.flink\\.util\\.ChildFirstClassLoader\\s");

  private final MBeanServerConnection beans;
  private final Path status;
  private final boolean ours;
  private final JMXConnector connector;

  private MemoryReading(
      MBeanServerConnection beans, String process, boolean ours, JMXConnector connector) {
    this.beans = beans;
    this.status = Path.of("/proc", process, "status");
    this.ours = ours;
    this.connector = connector;
  }

  /** Of the process that asks. */
  static MemoryReading ofThisProcess() {
    return new MemoryReading(ManagementFactory.getPlatformMBeanServer(), "self", true, null);
  }

  /**
   * Of another JVM of the same user. Its native heap cannot be read from outside and counts as 0.
   *
   * @throws IOException if it does not let us in
   */
  @SuppressWarnings("BanJNDI") // The address is that of a child of ours, which it has just told.
  static MemoryReading ofProcess(long pid) throws IOException {
    String process = Long.toString(pid);
    try {
      VirtualMachine machine = VirtualMachine.attach(process);
      String address;
      try {
        address = machine.startLocalManagementAgent();
      } finally {
        machine.detach();
      }
      JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
      return new MemoryReading(connector.getMBeanServerConnection(), process, false, connector);
    } catch (AttachNotSupportedException e) {
      throw new IOException("the JVM %d cannot be looked into: %s".formatted(pid, e), e);
    }
  }

  /**
   * Collects garbage and reads.
   *
   * @param done goes into the sample
   * @param seconds goes into the sample
   */
  MemorySample now(long done, double seconds) throws IOException {
    MemoryMXBean memory = bean(ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
    // Twice: the first frees Java's handles of native memory, the second what hung on them.
    memory.gc();
    long jobLoaders = jobLoaders();
    NativeHeap heap = ours ? NativeHeap.now() : new NativeHeap(0, 0);
    return new MemorySample(
        done,
        seconds,
        memory.getHeapMemoryUsage().getUsed(),
        metaspace(),
        bean(ManagementFactory.CLASS_LOADING_MXBEAN_NAME, ClassLoadingMXBean.class)
            .getLoadedClassCount(),
        jobLoaders,
        threads(),
        resident(),
        heap.used(),
        heap.kept());
  }

  /** The threads that are not there for our sake. */
  private long threads() throws IOException {
    ThreadMXBean threads = bean(ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(Objects::nonNull)
        .map(ThreadInfo::getThreadName)
        .filter(name -> !name.startsWith("RMI ") && !name.startsWith("JMX "))
        .count();
  }

  private long metaspace() throws IOException {
    String pool = ManagementFactory.MEMORY_POOL_MXBEAN_DOMAIN_TYPE + ",name=Metaspace";
    return bean(pool, MemoryPoolMXBean.class).getUsage().getUsed();
  }

  /** The histogram collects garbage itself. */
  private long jobLoaders() throws IOException {
    try {
      String histogram =
          (String)
              beans.invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
      return first(JOB_LOADER.matcher(histogram));
    } catch (JMException e) {
      throw new IOException("this JVM gives no histogram of its heap: " + e, e);
    }
  }

  private <T> T bean(String name, Class<T> type) throws IOException {
    return ManagementFactory.newPlatformMXBeanProxy(beans, name, type);
  }

  /** Without this line nothing would ever seem to grow. */
  private long resident() throws IOException {
    long kilobytes = first(RESIDENT.matcher(Files.readString(status)));
    if (kilobytes == 0) {
      throw new IOException(status + " does not tell the resident memory");
    }
    return 1024 * kilobytes;
  }

  private static long first(Matcher matcher) {
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  @Override
  public void close() throws IOException {
    if (connector != null) {
      connector.close();
    }
  }
}
