package io.frameflow.standalone.chaos;

import io.frameflow.connectors.access.KafkaAccess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A few cameras without end, that send {@link CameraRecords}. It outlasts every outage: what Kafka
 * does not take at once it takes later. It pauses while the job is far behind, for otherwise a slow
 * machine would measure its backlog instead of its recovery.
 */
final class CameraStream implements AutoCloseable {

  private static final int PATIENCE_MILLIS = Math.toIntExact(Duration.ofMinutes(30).toMillis());

  /** Records without a committed result beyond which the cameras pause. */
  private static final long FAR_BEHIND = 40;

  private final KafkaProducer<String, byte[]> producer;
  private final CameraRecords records;
  private final Duration pause;
  private final Thread thread = new Thread(this::run, "chaos-cameras");
  private final PublishedTail published;
  private final Map<Integer, Long> firstSinceMark = new HashMap<>();
  private final Map<Integer, Long> newest = new HashMap<>();
  private long mark;
  private long acknowledged;
  private long sent;
  private IOException failure;
  private volatile Duration clockOffset = Duration.ZERO;
  private volatile boolean ending;

  private CameraStream(
      KafkaAccess access,
      long seed,
      int cameraCount,
      double framesPerSecond,
      PublishedTail published) {
    this.published = published;
    producer = new KafkaProducer<>(config(access));
    records = new CameraRecords(access, seed, cameraCount);
    pause = Duration.ofNanos((long) (1e9 / framesPerSecond));
  }

  /**
   * Starts to push.
   *
   * @param framesPerSecond of all cameras together
   * @param published tells how far the job has come
   */
  static CameraStream start(
      KafkaAccess access, long seed, int cameras, double framesPerSecond, PublishedTail published) {
    CameraStream stream = new CameraStream(access, seed, cameras, framesPerSecond, published);
    stream.thread.setDaemon(true);
    stream.thread.start();
    return stream;
  }

  private static Map<String, Object> config(KafkaAccess access) {
    return access.clientConfig(
        Map.of(
            "key.serializer",
            StringSerializer.class.getName(),
            "value.serializer",
            ByteArraySerializer.class.getName(),
            "enable.idempotence",
            true,
            "acks",
            "all",
            "max.block.ms",
            PATIENCE_MILLIS,
            "delivery.timeout.ms",
            PATIENCE_MILLIS,
            "request.timeout.ms",
            5_000,
            "reconnect.backoff.max.ms",
            500));
  }

  private void run() {
    long due = System.nanoTime();
    for (long number = 0; !ending; ) {
      try {
        if (behind() < FAR_BEHIND) {
          send(number++);
        }
        due += pause.toNanos();
        long wait = due - System.nanoTime();
        if (wait > 0) {
          TimeUnit.NANOSECONDS.sleep(wait);
        } else {
          // After an outage there is no need to catch up.
          due = System.nanoTime();
        }
      } catch (InterruptedException | InterruptException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        // Without this, the cameras would fall silent and nobody would know why.
        fail(e);
        return;
      }
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every failure
  private void send(long number) {
    ProducerRecord<String, byte[]> record = records.record(number, Instant.now().plus(clockOffset));
    long markAtSend;
    synchronized (this) {
      sent++;
      markAtSend = mark;
    }
    producer.send(
        record,
        (metadata, error) -> {
          if (error == null) {
            acknowledge(markAtSend, metadata.partition(), metadata.offset());
          } else {
            fail(error);
          }
        });
  }

  /** Records that were sent and have no committed result yet. */
  private synchronized long behind() {
    long behind = sent - acknowledged;
    for (Map.Entry<Integer, Long> partition : newest.entrySet()) {
      behind += Math.max(0, partition.getValue() - published.newest(partition.getKey()));
    }
    return behind;
  }

  private synchronized void acknowledge(long markAtSend, int partition, long offset) {
    acknowledged++;
    notifyAll();
    newest.merge(partition, offset, Math::max);
    if (markAtSend == mark) {
      firstSinceMark.putIfAbsent(partition, offset);
    }
  }

  private synchronized void fail(Exception error) {
    notifyAll();
    if (failure == null) {
      failure = new IOException("Kafka did not take a frame: " + error.getMessage(), error);
    }
  }

  /** From now on, {@link #firstSinceMark} speaks of frames that are pushed after this. */
  synchronized void mark() {
    mark++;
    firstSinceMark.clear();
  }

  /** First offset in each partition of the frames that were pushed since the mark and accepted. */
  synchronized Map<Integer, Long> firstSinceMark() {
    return Map.copyOf(firstSinceMark);
  }

  /** Records that Kafka has accepted. */
  synchronized long acknowledged() {
    return acknowledged;
  }

  /** The cameras' clocks against this machine's. */
  void setClockOffset(Duration offset) {
    clockOffset = offset;
  }

  /** How far the cameras' clocks are ahead of this machine's. */
  Duration clockOffset() {
    return clockOffset;
  }

  /**
   * Ends the cameras and waits until Kafka has taken everything.
   *
   * @throws IOException when Kafka refused a record, or did not take all within the limit
   */
  void finish(Duration limit) throws IOException, InterruptedException {
    ending = true;
    long deadline = System.nanoTime() + limit.toNanos();
    thread.join(limit.toMillis());
    synchronized (this) {
      while (failure == null && acknowledged != sent && System.nanoTime() < deadline) {
        wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
      }
      if (failure != null) {
        throw failure;
      }
      if (acknowledged != sent || thread.isAlive()) {
        throw new IOException(
            "Kafka took %d of %d frames within %d s"
                .formatted(acknowledged, sent, limit.toSeconds()));
      }
    }
  }

  @Override
  public void close() {
    ending = true;
    thread.interrupt();
    producer.close(Duration.ofSeconds(1));
    records.close();
  }
}
