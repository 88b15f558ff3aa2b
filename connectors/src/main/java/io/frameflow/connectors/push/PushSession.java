package io.frameflow.connectors.push;

import io.frameflow.connectors.access.ClusterCheck;
import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.cameras.Camera;
import io.frameflow.schemas.rights.Rights;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Several cameras being pushed at the same time, a thread each, through one publisher. Ends when
 * all cameras have ended, when it is stopped, or with the first failure of any of them.
 */
public final class PushSession implements AutoCloseable {

  /** Longer than a network camera's read may wait is not worth it: threads are daemons. */
  private static final Duration STOP = Duration.ofSeconds(5);

  private final FramePublisher publisher;
  private final List<Camera> cameras;
  private final List<CameraFeed> feeds = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<IOException> failure = new AtomicReference<>();
  private final long startNanos = System.nanoTime();
  private volatile long endNanos;
  private boolean closed;

  private PushSession(FramePublisher publisher, List<Camera> cameras, PushOptions options) {
    this.publisher = publisher;
    this.cameras = List.copyOf(cameras);
    for (Camera camera : this.cameras) {
      CameraFeed feed = new CameraFeed(camera, publisher, options);
      Thread thread = new Thread(() -> run(feed), "push-" + camera.id());
      thread.setDaemon(true);
      feeds.add(feed);
      threads.add(thread);
    }
  }

  /**
   * Checks the cluster and its topics, then starts to push. The session closes the cameras, also
   * when this method throws.
   *
   * @throws IOException with one line, when the broker, a topic, the registry or a schema is
   *     missing
   * @throws IllegalArgumentException when two cameras have one id
   */
  public static PushSession start(
      KafkaAccess access, List<? extends Camera> cameras, PushOptions options) throws IOException {
    List<Camera> all = List.copyOf(cameras);
    FramePublisher publisher = null;
    try {
      requireDistinctIds(all);
      ClusterCheck.require(access, Rights.ofProducer(access.topicPrefix()));
      publisher = FramePublisher.connect(access);
      publisher.checkSchemas();
      return start(publisher, all, options);
    } catch (IOException | RuntimeException e) {
      if (publisher != null) {
        publisher.close();
      }
      closeCameras(all);
      throw e;
    }
  }

  /** Starts over a publisher that the session closes. */
  static PushSession start(
      FramePublisher publisher, List<? extends Camera> cameras, PushOptions options) {
    PushSession session = new PushSession(publisher, List.copyOf(cameras), options);
    session.threads.forEach(Thread::start);
    return session;
  }

  private static void requireDistinctIds(List<Camera> cameras) {
    if (cameras.isEmpty()) {
      throw new IllegalArgumentException("no camera to push");
    }
    Map<String, Long> uses =
        cameras.stream().collect(Collectors.groupingBy(Camera::id, Collectors.counting()));
    uses.forEach(
        (id, times) -> {
          if (times > 1) {
            throw new IllegalArgumentException("camera id " + id + " is used twice");
          }
        });
  }

  private void run(CameraFeed feed) {
    try {
      feed.run();
    } catch (IOException e) {
      fail(e);
    } catch (RuntimeException e) {
      fail(new IOException("camera " + feed.cameraId() + " failed: " + e, e));
    }
  }

  private void fail(IOException reason) {
    if (failure.compareAndSet(null, reason)) {
      threads.forEach(Thread::interrupt);
    }
  }

  /** The id of each camera's session, by camera id. */
  public Map<String, String> sessionIds() {
    return feeds.stream().collect(Collectors.toMap(CameraFeed::cameraId, CameraFeed::sessionId));
  }

  /** True while any camera is being read. */
  public boolean running() {
    return threads.stream().anyMatch(Thread::isAlive);
  }

  /**
   * Waits at most this long for all cameras to end.
   *
   * @return true when they have
   */
  public boolean await(Duration limit) throws InterruptedException {
    long until = System.nanoTime() + limit.toNanos();
    for (Thread thread : threads) {
      // join(0) would wait for ever
      TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1_000_000, until - System.nanoTime()));
    }
    return !running();
  }

  /**
   * Ends all cameras, waits for Kafka's acknowledgements, and returns the final figures.
   *
   * @throws IOException the first failure of a camera or of Kafka, complete in one line
   */
  public PushSummary finish() throws IOException {
    stop();
    try {
      publisher.flush();
    } catch (PublishException e) {
      failure.compareAndSet(null, e);
    }
    endNanos = System.nanoTime();
    if (failure.get() != null) {
      throw failure.get();
    }
    return summary();
  }

  /** Tells all cameras to end and waits a moment for them. */
  public void stop() {
    threads.forEach(Thread::interrupt);
    try {
      await(STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The figures so far. */
  public PushSummary summary() {
    long end = endNanos == 0 ? System.nanoTime() : endNanos;
    return new PushSummary(
        publisher.acknowledged(),
        feeds.size(),
        publisher.bytes(),
        feeds.stream().mapToLong(CameraFeed::thinnedOut).sum(),
        Duration.ofNanos(end - startNanos));
  }

  /**
   * Stops and lets go of everything; failures that nobody asked for with {@link #finish} are lost.
   */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      stop();
      publisher.close();
      if (!running()) {
        closeCameras(cameras);
      }
    }
  }

  private static void closeCameras(List<? extends Camera> cameras) {
    for (Camera camera : cameras) {
      try {
        camera.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(
            "camera " + camera.id() + " cannot be closed: " + e.getMessage(), e);
      }
    }
  }
}
