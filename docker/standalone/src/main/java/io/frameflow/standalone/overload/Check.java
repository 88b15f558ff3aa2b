package io.frameflow.standalone.overload;

/** A figure with its limit beside it. */
record Check(String what, String measured, String limit, boolean holds) {

  String row() {
    return "%-34s %22s  %-34s %s".formatted(what, measured, limit, holds ? "ok" : "FAILED");
  }
}
