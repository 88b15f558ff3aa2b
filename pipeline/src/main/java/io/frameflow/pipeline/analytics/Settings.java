package io.frameflow.pipeline.analytics;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Client settings from the command line: {@code KEY=VALUE}, or {@code @FILE} of properties. */
final class Settings {
  private Settings() {}

  /**
   * Later settings win.
   *
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException for a text that is neither; its value, perhaps a secret, is
   *     not repeated
   */
  static Map<String, String> parse(String flag, List<String> texts) throws IOException {
    Map<String, String> settings = new HashMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (text.startsWith("@")) {
        Properties file = read(flag, Path.of(text.substring(1)));
        file.stringPropertyNames().forEach(name -> settings.put(name, file.getProperty(name)));
      } else if (equals > 0) {
        settings.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
      } else {
        throw new IllegalArgumentException(flag + " takes KEY=VALUE or @FILE");
      }
    }
    return settings;
  }

  private static Properties read(String flag, Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return properties;
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(flag + ": " + file + " cannot be read as a properties file", e);
    }
  }
}
