package io.frameflow.connectors.terminal;

import java.util.regex.Pattern;

/**
 * Foreign text on its way to a terminal: it must not move the cursor, turn the writing direction or
 * start a line of its own.
 */
public final class Printable {

  private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private Printable() {}

  /** The text with a question mark for each control or format character. */
  public static String printable(String text) {
    return STEERING.matcher(text).replaceAll("?");
  }
}
