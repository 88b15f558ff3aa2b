package io.frameflow.connectors.page;

import io.frameflow.connectors.page.PageView.CameraView;
import io.frameflow.connectors.page.PageView.ObjectView;
import io.frameflow.schemas.BoundingBox;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.Outcome;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One camera on the page. A picture is shown when its detections have come; both may come first.
 * While no detections come at all, the newest picture is shown bare. Guarded by {@link PageState}.
 */
final class CameraState {

  private static final int WAITING_FRAMES = 256;
  private static final long WAITING_BYTES = 8 << 20;
  private static final int WAITING_EVENTS = 128;

  /** Browsers fetch a picture a moment after they hear of it. */
  private static final int SHOWN_FRAMES = 12;

  /** More than one when a camera is pushed twice at a time or starts anew. */
  private static final int SESSIONS = 16;

  private static final long BARE_AFTER_NANOS = Duration.ofSeconds(3).toNanos();

  private final String id;
  private final FrameShelf waitingFrames = new FrameShelf(WAITING_FRAMES, WAITING_BYTES);
  private final Map<FrameKey, FrameDetections> waitingEvents = bounded(WAITING_EVENTS);
  private final Map<Long, byte[]> shown = bounded(SHOWN_FRAMES);
  private final RecentRate rate = new RecentRate();
  private final LatencyWindow latency = new LatencyWindow();
  private long shownNumber;
  private FrameDetections shownEvent;
  private long lastJoinNanos;
  private final Map<String, Long> lastSequences = bounded(SESSIONS);
  private long frames;
  private long detected;
  private long dropped;
  private long deadLetters;
  private long objects;

  CameraState(String id, long nanoTime) {
    this.id = id;
    this.lastJoinNanos = nanoTime;
  }

  private static <K, V> Map<K, V> bounded(int most) {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  void frame(Frame frame, long nanoTime) {
    frames++;
    FrameKey key = new FrameKey(frame.getSessionId(), frame.getSequence());
    byte[] jpeg = bytes(frame.getJpeg());
    FrameDetections event = waitingEvents.remove(key);
    if (event != null) {
      show(jpeg, event, nanoTime);
      return;
    }
    waitingFrames.put(key, jpeg);
    if (nanoTime - lastJoinNanos > BARE_AFTER_NANOS) {
      shown.put(++shownNumber, jpeg);
      shownEvent = null;
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] copy = new byte[buffer.remaining()];
    buffer.duplicate().get(copy);
    return copy;
  }

  /** {@return false for an event that was counted before, written again after a restart} */
  boolean detections(FrameDetections event, long nanoTime) {
    Long last = lastSequences.get(event.getSessionId());
    if (last != null && event.getSequence() <= last) {
      return false;
    }
    lastSequences.put(event.getSessionId(), event.getSequence());
    rate.happened(nanoTime);
    FrameKey key = new FrameKey(event.getSessionId(), event.getSequence());
    byte[] jpeg = waitingFrames.take(key);
    if (event.getOutcome() == Outcome.DROPPED) {
      dropped++;
      return true;
    }
    detected++;
    objects += event.getDetections().size();
    latency.add(Duration.between(event.getCapturedAt(), event.getDetectedAt()).toMillis());
    if (jpeg == null) {
      waitingEvents.put(key, event);
    } else {
      show(jpeg, event, nanoTime);
    }
    return true;
  }

  private void show(byte[] jpeg, FrameDetections event, long nanoTime) {
    shown.put(++shownNumber, jpeg);
    shownEvent = event;
    lastJoinNanos = nanoTime;
  }

  void deadLetter() {
    deadLetters++;
  }

  /** The picture of that number, or null when it is gone; 0 is the newest. */
  byte[] picture(long number) {
    return shown.get(number == 0 ? shownNumber : number);
  }

  long waitingBytes() {
    return waitingFrames.bytes();
  }

  long objects() {
    return objects;
  }

  CameraView view(long nanoTime) {
    boolean annotated = shownEvent != null;
    return new CameraView(
        id,
        shownNumber,
        annotated,
        annotated ? shownEvent.getImageWidth() : 0,
        annotated ? shownEvent.getImageHeight() : 0,
        annotated ? objects(shownEvent) : List.of(),
        Math.round(rate.perSecond(nanoTime) * 10) / 10.0,
        frames,
        detected,
        dropped,
        deadLetters,
        latency.newest(),
        latency.percentile(0.5),
        latency.percentile(0.99),
        latency.drawn());
  }

  private static List<ObjectView> objects(FrameDetections event) {
    return event.getDetections().stream()
        .map(
            detection -> {
              BoundingBox box = detection.getBox();
              return new ObjectView(
                  detection.getLabel(),
                  detection.getScore(),
                  List.of(box.getX1(), box.getY1(), box.getX2(), box.getY2()));
            })
        .toList();
  }
}
