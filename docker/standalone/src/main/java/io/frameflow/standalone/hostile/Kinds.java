package io.frameflow.standalone.hostile;

import java.util.List;
import java.util.stream.Stream;

/** Every kind of hostile record. */
final class Kinds {

  private static final List<Kind> ALL =
      Stream.of(
              MutatedJpegs.kinds(),
              TruncatedJpegs.kinds(),
              JpegBombs.kinds(),
              OddJpegs.kinds(),
              ForeignFormats.kinds(),
              BadAvro.kinds(),
              BadEnvelopes.kinds())
          .flatMap(List::stream)
          .toList();

  private Kinds() {}

  static List<Kind> all() {
    return ALL;
  }
}
