package io.frameflow.bench.growth.load;

import io.frameflow.bench.endtoend.SteadyRate;
import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.cameras.CapturedFrame;
import io.frameflow.connectors.push.FramePublisher;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.standalone.overload.BookedFrame;
import io.frameflow.standalone.overload.Outcomes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Frames into a running job, and what became of them, of committed records alone. */
public final class JobLoad implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long SEED = 11;

  private final List<byte[]> jpegs;
  private final int width;
  private final int height;
  private final Outcomes outcomes;
  private final FramePublisher publisher;
  private final String session = UUID.randomUUID().toString();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Random random = new Random(SEED);
  private long pushed;

  private JobLoad(List<byte[]> jpegs, Image first, Outcomes outcomes, FramePublisher publisher) {
    this.jpegs = jpegs;
    this.width = first.width();
    this.height = first.height();
    this.outcomes = outcomes;
    this.publisher = publisher;
  }

  /**
   * Connects.
   *
   * @param jpegs what the cameras see, all of one size
   */
  public static JobLoad connect(KafkaAccess access, List<byte[]> jpegs) throws IOException {
    Image first;
    try (ImageDecoder decoder = new ImageDecoder()) {
      first = decoder.decode(jpegs.get(0));
    }
    Outcomes outcomes = Outcomes.fromNowOn(access);
    try {
      return new JobLoad(jpegs, first, outcomes, FramePublisher.connect(access));
    } catch (RuntimeException e) {
      outcomes.close();
      throw e;
    }
  }

  /** Frames that were pushed so far. */
  public long pushed() {
    return pushed;
  }

  /**
   * Sends frames at once, which are in Kafka long before the job has looked at a quarter of them.
   *
   * @param cameras that they come from in turns
   * @param batch most frames that come out together
   * @return frames per second in the steady state
   * @throws IOException if one of them was not looked at, or they do not come
   */
  public double burst(List<String> cameras, int frames, int batch)
      throws IOException, InterruptedException {
    int before = outcomes.count();
    for (int i = 0; i < frames; i++) {
      push(cameras.get(i % cameras.size()));
    }
    publisher.flush();
    List<BookedFrame> booked = await(before, frames);
    long refused = booked.stream().filter(frame -> !frame.detected()).count();
    if (refused > 0) {
      throw new IOException("%d of %d frames were not looked at".formatted(refused, frames));
    }
    long[] times =
        booked.stream()
            .mapToLong(frame -> ChronoUnit.NANOS.between(Instant.EPOCH, frame.at()))
            .toArray();
    return 1e9 / SteadyRate.nanosPerFrame(times, batch);
  }

  /**
   * Sends frames at a rate. In each cycle every camera sends one, in an order drawn anew.
   *
   * @param rate frames per second of all cameras
   * @return what became of them
   * @throws IOException if the outcomes do not come
   */
  public CameraTurn stream(List<String> cameras, double rate, Duration length)
      throws IOException, InterruptedException {
    int before = outcomes.count();
    Instant start = Instant.now();
    long begin = System.nanoTime();
    List<String> order = new ArrayList<>(cameras);
    int sent = 0;
    while (System.nanoTime() - begin < length.toNanos()) {
      if (sent % order.size() == 0) {
        Collections.shuffle(order, random);
      }
      push(order.get(sent % order.size()));
      sent++;
      awaitTurn(begin + (long) (sent * 1e9 / rate));
    }
    publisher.flush();
    Instant end = Instant.now();
    return CameraTurn.of(cameras, await(before, sent), start, end);
  }

  private void push(String camera) throws IOException {
    byte[] jpeg = jpegs.get((int) (pushed % jpegs.size()));
    long sequence = sequences.merge(camera, 1L, Long::sum) - 1;
    publisher.publish(
        camera, session, sequence, CapturedFrame.unlabelled(jpeg, Instant.now(), width, height));
    pushed++;
  }

  private static void awaitTurn(long nanoTime) throws InterruptedException {
    while (System.nanoTime() < nanoTime) {
      LockSupport.parkNanos(nanoTime - System.nanoTime());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private List<BookedFrame> await(int before, int frames) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (outcomes.count() < before + frames) {
      outcomes.since(outcomes.count()); // tells if the reader has failed
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "only %d of %d frames came out of the job within %d s"
                .formatted(outcomes.count() - before, frames, PATIENCE.toSeconds()));
      }
      Thread.sleep(LOOK_EVERY.toMillis());
    }
    return outcomes.since(before);
  }

  @Override
  public void close() {
    publisher.close();
    outcomes.close();
  }
}
