package io.frameflow.standalone.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of child JVMs. */
final class JavaCommand {

  private final List<String> jvmOptions = new ArrayList<>();
  private final String mainClass;
  private String classPath = "";

  private JavaCommand(String mainClass) {
    this.mainClass = mainClass;
  }

  /** A JVM of the same Java as this one, frugal with memory and threads. */
  static JavaCommand of(String mainClass) {
    JavaCommand command = new JavaCommand(mainClass);
    // Many small JVMs share this machine: one collector thread each, and short code.
    command.options("-XX:+UseSerialGC", "-Xss512k", "-Djava.awt.headless=true");
    command.options("-Djava.net.preferIPv4Stack=true", "-Dfile.encoding=UTF-8");
    return command;
  }

  JavaCommand options(String... options) {
    jvmOptions.addAll(List.of(options));
    return this;
  }

  JavaCommand options(List<String> options) {
    jvmOptions.addAll(options);
    return this;
  }

  /** Log4j's configuration; {@code log} is where {@code ${sys:log.file}} goes. */
  JavaCommand logging(Path configuration) {
    return options("-Dlog4j2.configurationFile=" + configuration.toUri());
  }

  JavaCommand classPath(String path) {
    classPath = path;
    return this;
  }

  /** The whole command line. */
  List<String> arguments(String... arguments) {
    return arguments(List.of(arguments));
  }

  List<String> arguments(List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(jvmOptions);
    line.add("-cp");
    line.add(classPath);
    line.add(mainClass);
    line.addAll(arguments);
    return List.copyOf(line);
  }
}
