package io.frameflow.standalone.soak;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/**
 * What the C library's allocator says about the native heap, where TensorFlow keeps its graphs,
 * weights and tensors (glibc's {@code mallinfo2}, over all arenas).
 *
 * @param used bytes that somebody allocated and has not freed: a leak grows here
 * @param kept bytes that were freed, but not given back to the system: fragmentation grows here
 */
record NativeHeap(long used, long kept) {

  /** The C library, as far as it is called. */
  interface C extends Library {
    MallocInfo.ByValue mallinfo2();
  }

  /** {@code struct mallinfo2}: all of its fields are {@code size_t}. */
  @FieldOrder({
    "arena",
    "ordblks",
    "smblks",
    "hblks",
    "hblkhd",
    "usmblks",
    "fsmblks",
    "uordblks",
    "fordblks",
    "keepcost"
  })
  public static class MallocInfo extends Structure {
    public long arena;
    public long ordblks;
    public long smblks;
    public long hblks;
    public long hblkhd;
    public long usmblks;
    public long fsmblks;
    public long uordblks;
    public long fordblks;
    public long keepcost;

    /** As the function returns it. */
    public static final class ByValue extends MallocInfo implements Structure.ByValue {}
  }

  private static final C LIBRARY = Native.load("c", C.class);

  /**
   * The native heap now.
   *
   * @throws UnsatisfiedLinkError where the C library is not glibc 2.33 or newer
   */
  static NativeHeap now() {
    MallocInfo info = LIBRARY.mallinfo2();
    return new NativeHeap(info.uordblks + info.hblkhd, info.fordblks);
  }
}
