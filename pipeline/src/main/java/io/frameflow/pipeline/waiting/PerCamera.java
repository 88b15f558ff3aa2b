package io.frameflow.pipeline.waiting;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A queue per camera, and a policy by which frames are given up. The cameras take turns, a frame
 * each: one that sends less than its share of what the model can do loses nothing to one that sends
 * more.
 *
 * <p>Each queue that is kept starts with a valid frame. Refused frames go out as soon as nothing of
 * their camera waits before them.
 */
public final class PerCamera implements WaitingFrames {
  /** More are left in Kafka. They bound memory, not lag: what comes too late is still given up. */
  static final int MOST_FRAMES = 1024;

  static final long MOST_BYTES = 128L << 20;

  private final ShedPolicy policy;
  private final Duration maxAge;
  private final int batchSize;
  private final FrameAge age;
  private final Resolved out;

  /** In the order of the turns. */
  private final LinkedHashMap<String, ArrayDeque<PendingFrame>> cameras = new LinkedHashMap<>();

  private int frames;
  private long bytes;

  /**
   * @param policy which frames may be given up; not {@link ShedPolicy#NEVER}
   * @param maxAge of a frame when it is its turn, under {@link ShedPolicy#STALE}
   * @param batchSize most valid frames of a batch
   * @param out takes what leaves without the model
   */
  public PerCamera(ShedPolicy policy, Duration maxAge, int batchSize, FrameAge age, Resolved out) {
    if (policy == ShedPolicy.NEVER) {
      throw new IllegalArgumentException("a policy that gives nothing up needs no queues");
    }
    this.policy = policy;
    this.maxAge = maxAge;
    this.batchSize = batchSize;
    this.age = age;
    this.out = out;
  }

  @Override
  public void add(PendingFrame frame) {
    age.arrived(frame.record());
    String camera = frame.frame().cameraId();
    ArrayDeque<PendingFrame> queue = cameras.get(camera);
    if (!frame.valid() && queue == null) {
      out.refused(frame);
      return;
    }
    if (queue == null) {
      queue = new ArrayDeque<>(4);
      cameras.put(camera, queue);
    } else if (policy == ShedPolicy.LATEST && frame.valid()) {
      Drop superseded = Drop.superseded(frame.record().partition(), frame.record().offset());
      while (!queue.isEmpty()) {
        resolve(poll(queue), superseded);
      }
    }
    queue.add(frame);
    frames++;
    bytes += frame.bytes();
    if (policy == ShedPolicy.STALE) {
      prune(queue);
      if (queue.isEmpty()) {
        cameras.remove(camera);
      }
    }
  }

  @Override
  public boolean full() {
    return frames >= MOST_FRAMES || bytes >= MOST_BYTES;
  }

  @Override
  public boolean isEmpty() {
    return cameras.isEmpty();
  }

  @Override
  public int size() {
    return frames;
  }

  @Override
  public List<PendingFrame> nextBatch() {
    if (policy == ShedPolicy.STALE) {
      pruneAll();
    }
    List<PendingFrame> batch = new ArrayList<>(batchSize);
    for (int valid = 0; valid < batchSize && !cameras.isEmpty(); valid++) {
      Iterator<Map.Entry<String, ArrayDeque<PendingFrame>>> turns = cameras.entrySet().iterator();
      Map.Entry<String, ArrayDeque<PendingFrame>> turn = turns.next();
      turns.remove();
      ArrayDeque<PendingFrame> queue = turn.getValue();
      batch.add(poll(queue));
      while (!queue.isEmpty() && !queue.peek().valid()) {
        batch.add(poll(queue));
      }
      if (!queue.isEmpty()) {
        cameras.put(turn.getKey(), queue);
      }
    }
    return batch;
  }

  /**
   * Half the age that is allowed: frames that come to Kafka while a checkpoint waits then still
   * have the other half. A round over the cameras needs no limit.
   */
  @Override
  public Optional<Duration> checkpointBudget() {
    return policy == ShedPolicy.STALE ? Optional.of(maxAge.dividedBy(2)) : Optional.empty();
  }

  @Override
  public void giveUp() {
    Duration budget = checkpointBudget().orElseThrow();
    for (ArrayDeque<PendingFrame> queue : cameras.values()) {
      while (!queue.isEmpty()) {
        PendingFrame frame = poll(queue);
        resolve(frame, Drop.checkpoint(age.millis(frame.record()), budget));
      }
    }
    cameras.clear();
  }

  @Override
  public long oldestNumber() {
    long oldest = Long.MAX_VALUE;
    for (ArrayDeque<PendingFrame> queue : cameras.values()) {
      oldest = Math.min(oldest, queue.peek().number());
    }
    return oldest;
  }

  @Override
  public long oldestSinceNanos() {
    // Differences only: such a clock may start anywhere, and overflow.
    long oldest = cameras.values().iterator().next().peek().sinceNanos();
    for (ArrayDeque<PendingFrame> queue : cameras.values()) {
      long since = queue.peek().sinceNanos();
      oldest = since - oldest < 0 ? since : oldest;
    }
    return oldest;
  }

  @Override
  public long oldestAgeMillis() {
    long oldest = 0;
    for (ArrayDeque<PendingFrame> queue : cameras.values()) {
      oldest = Math.max(oldest, age.millis(queue.peek().record()));
    }
    return oldest;
  }

  @Override
  public void clear() {
    cameras.clear();
    frames = 0;
    bytes = 0;
  }

  private void pruneAll() {
    Iterator<ArrayDeque<PendingFrame>> queues = cameras.values().iterator();
    while (queues.hasNext()) {
      ArrayDeque<PendingFrame> queue = queues.next();
      prune(queue);
      if (queue.isEmpty()) {
        queues.remove();
      }
    }
  }

  private void prune(ArrayDeque<PendingFrame> queue) {
    while (!queue.isEmpty()) {
      PendingFrame head = queue.peek();
      long millis = head.valid() ? age.millis(head.record()) : 0;
      if (head.valid() && millis <= maxAge.toMillis()) {
        return;
      }
      resolve(poll(queue), Drop.stale(millis, maxAge));
    }
  }

  private PendingFrame poll(ArrayDeque<PendingFrame> queue) {
    PendingFrame frame = queue.poll();
    frames--;
    bytes -= frame.bytes();
    return frame;
  }

  private void resolve(PendingFrame frame, Drop why) {
    if (frame.valid()) {
      out.dropped(frame, why);
    } else {
      out.refused(frame);
    }
  }
}
