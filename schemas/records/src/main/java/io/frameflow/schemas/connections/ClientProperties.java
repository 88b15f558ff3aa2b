package io.frameflow.schemas.connections;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/** Client settings from the command line: {@code KEY=VALUE}, or {@code @FILE} of properties. */
public final class ClientProperties {
  private static final Pattern SECRET =
      Pattern.compile("password|secret|jaas|token|user\\.info|ssl\\.keystore\\.key|credential");

  private ClientProperties() {}

  /**
   * Later settings win.
   *
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException for a text that is neither; its value, perhaps a secret, is
   *     not repeated
   */
  public static Map<String, String> parse(String flag, List<String> texts) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (text.startsWith("@")) {
        settings.putAll(readFile(flag, Path.of(text.substring(1))));
      } else if (equals < 1) {
        throw new IllegalArgumentException(flag + " takes KEY=VALUE or @FILE");
      } else {
        settings.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
      }
    }
    return settings;
  }

  /**
   * A warning where a secret stands on the command line, which every user of the machine can list.
   */
  public static Optional<String> warning(String flag, List<String> texts) {
    return texts.stream()
        .filter(text -> !text.startsWith("@") && text.indexOf('=') > 0)
        .map(text -> text.substring(0, text.indexOf('=')).strip())
        .filter(ClientProperties::namesSecret)
        .findFirst()
        .map(
            key ->
                ("%s %s=... stands in the process list for everybody to read; put it into a file"
                        + " and write %s @FILE")
                    .formatted(flag, key, flag));
  }

  /** Whether the value of this setting is something to hide. */
  public static boolean namesSecret(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    // basic.auth.credentials.source only says where the secret is.
    return !name.endsWith("credentials.source") && SECRET.matcher(name).find();
  }

  private static Map<String, String> readFile(String flag, Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(flag + ": file " + file + " cannot be read as properties", e);
    }
    Map<String, String> settings = new LinkedHashMap<>();
    properties.stringPropertyNames().stream()
        .sorted()
        .forEach(name -> settings.put(name, properties.getProperty(name)));
    return settings;
  }
}
