package io.frameflow.train.data.check;

import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.ImageFiles;
import io.frameflow.detector.images.ImageLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What an image file turned out to be.
 *
 * @param width pixels, 0 where it cannot be decoded
 * @param height pixels, 0 where it cannot be decoded
 * @param content the first 8 bytes of the file's SHA-256
 * @param problem why it cannot be decoded, in one line; null where it can
 */
record ImageInspection(int width, int height, long content, String problem) {

  /** Reads and decodes a file as the trainer will. */
  static ImageInspection of(Path file, ImageDecoder decoder) {
    try {
      if (Files.size(file) == 0) {
        return broken(file + " is empty (0 bytes)");
      }
      Image image = ImageFiles.read(file, decoder, ImageLimits.DEFAULT);
      return new ImageInspection(image.width(), image.height(), content(file), null);
    } catch (IOException e) {
      return broken(String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
  }

  boolean isSound() {
    return problem == null;
  }

  private static ImageInspection broken(String problem) {
    return new ImageInspection(0, 0, 0, problem);
  }

  private static long content(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(digest.digest(Files.readAllBytes(file))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
