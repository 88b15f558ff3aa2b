package io.frameflow.connectors.page;

import io.frameflow.connectors.page.PageView.CameraView;
import io.frameflow.connectors.page.PageView.Totals;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.topics.CameraId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Everything the page knows, fed by one reader and read by any number of browsers. Its memory is
 * bounded in the number of cameras and in the pictures of each.
 */
final class PageState {

  static final int MOST_CAMERAS = 32;

  private final LongSupplier nanoClock;
  private final Map<String, String> links;
  private final Map<String, CameraState> cameras = new TreeMap<>();
  private final Set<String> unshown = new HashSet<>();
  private String model;
  private String problem;
  private long strayDeadLetters;
  private long version;

  PageState(Map<String, String> links, LongSupplier nanoClock) {
    this.links = Map.copyOf(links);
    this.nanoClock = nanoClock;
  }

  synchronized void frame(Frame frame) {
    camera(frame.getCameraId()).ifPresent(camera -> camera.frame(frame, nanoClock.getAsLong()));
    changed();
  }

  synchronized void detections(FrameDetections event) {
    model = event.getModel().getName() + " " + event.getModel().getVersion();
    camera(event.getCameraId())
        .ifPresent(camera -> camera.detections(event, nanoClock.getAsLong()));
    changed();
  }

  synchronized void deadLetter(DeadLetter letter) {
    Optional<CameraState> camera =
        letter.getCameraId() == null ? Optional.empty() : camera(letter.getCameraId());
    camera.ifPresentOrElse(CameraState::deadLetter, () -> strayDeadLetters++);
    changed();
  }

  /** Says why nothing comes in; null when it does. */
  synchronized void problem(String line) {
    problem = line;
    changed();
  }

  private Optional<CameraState> camera(String id) {
    if (!CameraId.isValid(id)) {
      return Optional.empty();
    }
    CameraState known = cameras.get(id);
    if (known == null && cameras.size() < MOST_CAMERAS) {
      known = new CameraState(id, nanoClock.getAsLong());
      cameras.put(id, known);
    }
    if (known == null && unshown.size() < 10 * MOST_CAMERAS) {
      unshown.add(id);
    }
    return Optional.ofNullable(known);
  }

  /** Ends every {@link #awaitChange}. */
  synchronized void wakeBrowsers() {
    changed();
  }

  private void changed() {
    version++;
    notifyAll();
  }

  /** Returns as soon as there is a version other than this one, or when the time is over. */
  synchronized void awaitChange(long seen, Duration limit) throws InterruptedException {
    long until = System.nanoTime() + limit.toNanos();
    long left = limit.toMillis();
    while (version == seen && left > 0) {
      wait(left);
      left = Duration.ofNanos(until - System.nanoTime()).toMillis();
    }
  }

  /**
   * A picture as JPEG.
   *
   * @param number as in {@link CameraView#frame}; 0 is the newest
   */
  synchronized Optional<byte[]> picture(String cameraId, long number) {
    return Optional.ofNullable(cameras.get(cameraId)).map(camera -> camera.picture(number));
  }

  synchronized PageView view() {
    long now = nanoClock.getAsLong();
    List<CameraView> views = cameras.values().stream().map(camera -> camera.view(now)).toList();
    Totals totals =
        new Totals(
            views.stream().mapToLong(CameraView::frames).sum(),
            views.stream().mapToLong(CameraView::detected).sum(),
            views.stream().mapToLong(CameraView::dropped).sum(),
            views.stream().mapToLong(CameraView::deadLetters).sum() + strayDeadLetters,
            cameras.values().stream().mapToLong(CameraState::objects).sum(),
            views.stream().mapToDouble(CameraView::framesPerSecond).sum(),
            unshown.size());
    return new PageView(version, problem, links, model, totals, views);
  }
}
