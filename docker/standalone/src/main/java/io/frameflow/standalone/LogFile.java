package io.frameflow.standalone;

import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.FileAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** Sends the log of everything in this process to a file, from INFO on, beside the console's. */
public final class LogFile {

  private LogFile() {}

  /** Opens the log file (appending) for the rest of this process's life. */
  public static void open(Path file) {
    LoggerContext context = LoggerContext.getContext(false);
    Configuration configuration = context.getConfiguration();
    FileAppender appender =
        FileAppender.newBuilder()
            .setName("file")
            .setConfiguration(configuration)
            .withFileName(file.toString())
            .setLayout(
                PatternLayout.newBuilder()
                    .withConfiguration(configuration)
                    .withPattern("%d %-5p %c{1} [%t]: %m%n")
                    .build())
            .build();
    appender.start();
    configuration.addAppender(appender);
    var root = configuration.getRootLogger();
    Level console = root.getLevel();
    // The console keeps its own threshold; the file takes INFO.
    for (var name : root.getAppenders().keySet().toArray(new String[0])) {
      var existing = root.getAppenders().get(name);
      root.removeAppender(name);
      root.addAppender(existing, console, null);
    }
    root.setLevel(Level.INFO);
    root.addAppender(appender, Level.INFO, null);
    context.updateLoggers();
  }
}
