package io.frameflow.it.security;

import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.FileAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** A log of this process in which the parts that handle secrets tell all they ever tell. */
final class DebugLog {

  private DebugLog() {}

  static Path open(Path file) {
    LoggerContext context = LoggerContext.getContext(false);
    Configuration configuration = context.getConfiguration();
    FileAppender appender =
        FileAppender.newBuilder()
            .setName("debug")
            .setConfiguration(configuration)
            .withFileName(file.toString())
            .setLayout(
                PatternLayout.newBuilder()
                    .withConfiguration(configuration)
                    .withPattern("%p %c: %m%n%ex")
                    .build())
            .build();
    appender.start();
    configuration.addAppender(appender);
    configuration.getRootLogger().addAppender(appender, Level.ALL, null);
    context.updateLoggers();
    Configurator.setRootLevel(Level.INFO);
    for (String part :
        List.of(
            "org.apache.kafka.clients.admin",
            "org.apache.kafka.common.config",
            "org.apache.kafka.common.network",
            "org.apache.kafka.common.security",
            "org.apache.flink.connector.kafka",
            "org.apache.flink.runtime.rest",
            "io.confluent",
            "io.frameflow")) {
      Configurator.setLevel(part, Level.DEBUG);
    }
    return file;
  }
}
