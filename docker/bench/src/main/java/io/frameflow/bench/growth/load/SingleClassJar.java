package io.frameflow.bench.growth.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A jar of one class, which Flink sends to the TaskManagers beside the job's own. */
final class SingleClassJar {

  private SingleClassJar() {}

  static void write(Path jar, Class<?> type) throws IOException {
    String entry = type.getName().replace('.', '/') + ".class";
    try (InputStream from = type.getClassLoader().getResourceAsStream(entry);
        JarOutputStream to = new JarOutputStream(Files.newOutputStream(jar))) {
      if (from == null) {
        throw new IOException(entry + " is not on the class path");
      }
      to.putNextEntry(new JarEntry(entry));
      from.transferTo(to);
      to.closeEntry();
    }
  }
}
