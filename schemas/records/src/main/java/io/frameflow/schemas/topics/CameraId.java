package io.frameflow.schemas.topics;

import java.util.regex.Pattern;

/**
 * The name of a camera: the key of its records, part of file names and of metric names. For that
 * reason it is held to {@code [A-Za-z0-9_-]{1,64}}.
 */
public final class CameraId {
  private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int SHOWN = 80;

  private CameraId() {}

  /** True if {@code id} can name a camera; false for null. */
  public static boolean isValid(String id) {
    return id != null && PATTERN.matcher(id).matches();
  }

  /**
   * Returns {@code id} itself.
   *
   * @throws IllegalArgumentException with one line for people if it cannot name a camera
   */
  public static String require(String id) {
    if (!isValid(id)) {
      throw new IllegalArgumentException(
          "camera id "
              + printable(id)
              + " is not allowed: use 1 to 64 letters, digits, '_' or '-' (A-Z, a-z, 0-9)");
    }
    return id;
  }

  private static String printable(String id) {
    if (id == null) {
      return "(none)";
    }
    String shown = id.length() > SHOWN ? id.substring(0, SHOWN) + "..." : id;
    // A hostile id must not write its own lines into a log.
    return "'" + shown.replaceAll("\\p{Cntrl}", "?") + "'";
  }
}
