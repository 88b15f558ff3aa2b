package io.frameflow.connectors.page;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pictures that wait for their detections: the newest ones within a fixed memory. */
final class FrameShelf {

  private final int maxFrames;
  private final long maxBytes;
  private final Map<FrameKey, byte[]> frames = new LinkedHashMap<>();
  private long bytes;

  FrameShelf(int maxFrames, long maxBytes) {
    this.maxFrames = maxFrames;
    this.maxBytes = maxBytes;
  }

  void put(FrameKey key, byte[] jpeg) {
    take(key);
    frames.put(key, jpeg);
    bytes += jpeg.length;
    Iterator<byte[]> eldest = frames.values().iterator();
    while (frames.size() > maxFrames || bytes > maxBytes) {
      bytes -= eldest.next().length;
      eldest.remove();
    }
  }

  /** Removes the picture and returns it, or null. */
  byte[] take(FrameKey key) {
    byte[] jpeg = frames.remove(key);
    if (jpeg != null) {
      bytes -= jpeg.length;
    }
    return jpeg;
  }

  long bytes() {
    return bytes;
  }
}
