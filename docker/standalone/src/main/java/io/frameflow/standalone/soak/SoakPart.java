package io.frameflow.standalone.soak;

import java.io.IOException;
import java.util.List;

/** One kind of long life: something done over and over, with a look at the memory in between. */
interface SoakPart {

  /** Its name in the report, the plots and the files: one word. */
  String name();

  /** How often it is done until nothing starts for the first time any more. */
  long warmUp();

  /** How often it is done in all, warm-up included. */
  long total();

  /** What its memory must keep within after warm-up. */
  List<Limit> limits();

  /**
   * Does it, and takes a sample at the end of the warm-up, now and then, and at the end.
   *
   * @throws IOException with one line, when something does not work at all
   */
  void run(Samples samples) throws IOException, InterruptedException;
}
