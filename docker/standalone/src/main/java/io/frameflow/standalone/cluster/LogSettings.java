package io.frameflow.standalone.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The log configuration that all child JVMs share: everything from INFO on to standard output. */
final class LogSettings {

  private static final String PROPERTIES =
      """
      status = error
      appender.out.type = Console
      appender.out.name = out
      appender.out.target = SYSTEM_OUT
      appender.out.layout.type = PatternLayout
      appender.out.layout.pattern = %d %-5p %c{1} [%t] - %m%n
      rootLogger.level = INFO
      rootLogger.appenderRef.out.ref = out
      # One line per fetch session, per metadata update, per property: nobody reads them.
      logger.kafka.name = org.apache.kafka.clients
      logger.kafka.level = WARN
      logger.config.name = org.apache.kafka.common.config
      logger.config.level = WARN
      logger.values.name = org.apache.kafka.common.utils.AppInfoParser
      logger.values.level = WARN
      """;

  private LogSettings() {}

  static Path write(Path directory) throws IOException {
    return Files.writeString(directory.resolve("log4j2.properties"), PROPERTIES);
  }
}
