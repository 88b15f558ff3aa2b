package io.frameflow.train.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 over a split's ids, annotations and images. */
final class DataSetHash {
  private DataSetHash() {}

  static String of(StatedSplit split, List<AnnotatedImage> images) throws DataSetException {
    MessageDigest digest = sha256();
    for (AnnotatedImage image : images) {
      add(digest, image.id().getBytes(StandardCharsets.UTF_8));
      add(digest, split.fingerprint(image));
      add(digest, read(image.file()));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  // The length in front keeps "ab" + "c" and "a" + "bc" apart.
  private static void add(MessageDigest digest, byte[] part) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(part.length).flip());
    digest.update(part);
  }

  private static byte[] read(Path file) throws DataSetException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new DataSetException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
