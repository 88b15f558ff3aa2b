package io.frameflow.standalone.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The {@code lib/} of a Flink installation, picked from our distribution: Flink with what it needs,
 * and the natives' libraries, which may be loaded only once in a JVM. Everything else comes with
 * the job's jar, through Flink's child-first class loader, as on a real cluster.
 */
final class FlinkLibraries {

  /** Flink, its logging and its own dependencies. */
  private static final Pattern FLINK =
      Pattern.compile(
          "(flink-(?!connector-(?:base|kafka)-|avro-|test-).*|log4j-.*|slf4j-api-.*|commons-.*|kryo-.*|minlog-.*"
              + "|objenesis-.*|reflectasm-.*|asm-\\d.*|javassist-.*|snakeyaml-engine-.*"
              + "|snappy-java-.*|lz4-java-.*|async-profiler-.*|jsr305-.*)\\.jar");

  /** DJL, TensorFlow and JavaCPP, with what DJL needs. */
  private static final Pattern NATIVES =
      Pattern.compile("(api-0.*|tensorflow-.*|javacpp-.*|jna-.*|gson-.*|protobuf-java-.*)\\.jar");

  private FlinkLibraries() {}

  /** A class path of absolute file names. */
  static String classPath(Path lib) throws IOException {
    try (Stream<Path> jars = Files.list(lib)) {
      List<Path> taken =
          jars.filter(jar -> belongs(jar.getFileName().toString())).sorted().toList();
      if (taken.isEmpty()) {
        throw new IOException("no Flink in " + lib + "; build it with ./mvnw package -DskipTests");
      }
      return taken.stream()
          .map(jar -> jar.toAbsolutePath().toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  static boolean belongs(String jar) {
    return FLINK.matcher(jar).matches() || NATIVES.matcher(jar).matches();
  }
}
