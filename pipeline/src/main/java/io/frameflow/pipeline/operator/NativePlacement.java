package io.frameflow.pipeline.operator;

import java.net.URL;
import java.security.CodeSource;
import java.util.List;
import org.apache.flink.streaming.api.operators.StreamOperator;

/**
 * Where TensorFlow's classes come from. A JVM binds a native library to one class loader, but a
 * TaskManager makes a new class loader for each job: a second job that brings its own TensorFlow
 * aborts the TaskManager, or fills its Metaspace. So these classes must be Flink's, from its {@code
 * lib/}.
 */
public final class NativePlacement {
  /** Flink's option that makes job class loaders leave some packages to Flink's own. */
  public static final String OPTION = "classloader.parent-first-patterns.additional";

  /** What {@link #OPTION} must hold. */
  public static final String PATTERNS = "ai.djl.;org.tensorflow.;org.bytedeco.;com.sun.jna.";

  private static final List<String> BOUND_TO_NATIVES =
      List.of("ai.djl.engine.Engine", "org.tensorflow.TensorFlow", "org.bytedeco.javacpp.Loader");

  private static final String REMEDY =
      "put the jars of ai.djl (api, tensorflow-engine, tensorflow-api), tensorflow-core-native,"
          + " javacpp, protobuf-java, gson, commons-compress and jna into lib/ of every Flink"
          + " process, leave them out of the job's jar and of usrlib/, and set %s: %s"
              .formatted(OPTION, PATTERNS);

  private NativePlacement() {}

  /**
   * Refuses a TensorFlow that is the job's own, before any native code is loaded. Where job and
   * Flink have one class loader, as in one JVM without a cluster, everything is in place.
   *
   * @throws NativePlacementException with one line: what is where, and which jars and which option
   *     mend it
   */
  public static void check() throws NativePlacementException {
    for (String name : BOUND_TO_NATIVES) {
      Class<?> type;
      try {
        type = Class.forName(name, false, NativePlacement.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        throw new NativePlacementException("this Flink has no class " + name + ": " + REMEDY, e);
      }
      if (!isFlinks(type.getClassLoader())) {
        throw new NativePlacementException(
            "the job brings its own %s%s, whose native library a TaskManager can load for one job only: %s"
                .formatted(name, origin(type), REMEDY),
            null);
      }
    }
  }

  private static boolean isFlinks(ClassLoader loader) {
    ClassLoader flink = StreamOperator.class.getClassLoader();
    while (flink != null && flink != loader) {
      flink = flink.getParent();
    }
    return flink == loader;
  }

  private static String origin(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL place = source == null ? null : source.getLocation();
    return place == null ? "" : " (from " + place.getPath() + ")";
  }
}
