package io.frameflow.standalone.hostile;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.audit.Audit;
import io.frameflow.connectors.audit.AuditRange;
import io.frameflow.connectors.audit.AuditReport;
import io.frameflow.connectors.reading.Start;
import io.frameflow.connectors.reading.TopicReader;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.operator.FrameModel;
import io.frameflow.pipeline.operator.PackagedModel;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import io.frameflow.standalone.cluster.FlinkRest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.IsolationLevel;

/**
 * Hostile records, mixed with good frames of the same cameras, against a job that runs in this
 * process. They go in rounds: after each the pipeline is empty, and the heap is measured.
 */
public final class HostileRun {

  private static final int ROUND = 1000;
  private static final int RECORDS_PER_NEIGHBOUR = 4;
  private static final Duration STALLED_AFTER = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration AUDIT_LIMIT = Duration.ofMinutes(1);

  private final KafkaAccess access;
  private final JobOptions options;
  private final FlinkRest flink;
  private final String jobId;
  private final Consumer<String> says;
  private final RefusalTimes times = new RefusalTimes();
  private final List<Long> heapBytes = new ArrayList<>();
  private long neighbours;

  /**
   * @param options of the job
   * @param says takes a line now and then
   */
  public HostileRun(
      KafkaAccess access, JobOptions options, DetectionJob job, Consumer<String> says) {
    this.access = access;
    this.options = options;
    this.says = says;
    flink = new FlinkRest(URI.create("http://127.0.0.1:" + options.get(JobKeys.WEB_PORT) + "/"));
    jobId = job.client().getJobID().toHexString();
  }

  /** Sends so many hostile records and reports what became of them. */
  public HostileReport run(long records, long seed) throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (HostileRecords source = HostileRecords.of(seed, access.registry(), access.topicPrefix());
        Rehearsal rehearsal =
            new Rehearsal(
                access.registry(),
                access.nameOf(Topics.FRAMES),
                options.imageLimits().within(Runtime.getRuntime().maxMemory()))) {
      Book book = new Book(alone(source));
      try (Sender sender = new Sender(access, book);
          TopicReader outputs = open()) {
        for (long from = 0; from < records; from += ROUND) {
          long to = Math.min(records, from + ROUND);
          send(from, to, source, rehearsal, sender);
          drain(book, outputs);
          heapBytes.add(heapAfterCollection());
          says.accept(
              "%,d of %,d records, %,d wrong, heap %d MB"
                  .formatted(to, records, book.wrong(), heapBytes.get(heapBytes.size() - 1) >> 20));
        }
      }
      AuditReport audit = Audit.await(access, AuditRange.all(), AUDIT_LIMIT);
      return new HostileReport(
          seed,
          records,
          neighbours,
          flink.job(jobId).state(),
          flink.restarts(jobId),
          audit,
          List.copyOf(book.kinds()),
          book.wrong(),
          book.examples(),
          times.summary(),
          List.copyOf(heapBytes),
          Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private Neighbours alone(HostileRecords source) throws IOException {
    double threshold = ModelPackage.open(options.modelDirectory()).manifest().thresholds().score();
    try (FrameModel model =
        PackagedModel.factory(options.modelDirectory(), options.detector(), options.imageLimits())
            .open()) {
      return new Neighbours(source, model, threshold);
    }
  }

  private TopicReader open() throws IOException {
    return TopicReader.open(
        access,
        List.of(Topics.DETECTIONS, Topics.DEAD_LETTERS),
        IsolationLevel.READ_COMMITTED,
        Start.BEGINNING);
  }

  private void send(long from, long to, HostileRecords source, Rehearsal rehearsal, Sender sender)
      throws IOException {
    for (long number = from; number < to; number++) {
      HostileRecord record = source.record(number);
      sender.send(number, record);
      if (number % RECORDS_PER_NEIGHBOUR == 0) {
        sender.send(number, source.neighbour((int) (neighbours % Material.CAMERAS), neighbours));
        neighbours++;
      }
      Rehearsal.Trial trial = rehearsal.of(record);
      if (trial.refused()) {
        times.add(record.kind(), trial);
      }
    }
    sender.flush();
  }

  /** Reads outputs until there is one for each record, for as long as that gets on. */
  private static void drain(Book book, TopicReader outputs) throws IOException {
    int waiting = book.waiting();
    long lastProgress = System.nanoTime();
    while (waiting > 0 && System.nanoTime() - lastProgress < STALLED_AFTER.toNanos()) {
      outputs.poll(POLL, new Booking(book));
      if (book.waiting() < waiting) {
        waiting = book.waiting();
        lastProgress = System.nanoTime();
      }
    }
  }

  private static long heapAfterCollection() {
    // twice: buffers that wait for their cleaner go with the second one
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private record Booking(Book book) implements TopicReader.Visitor {
    @Override
    public void visit(Topic<?> topic, SpecificRecord value) {
      if (value instanceof FrameDetections event) {
        book.add(event);
      } else if (value instanceof DeadLetter letter) {
        book.add(letter);
      }
    }

    @Override
    public void malformed(String line) {
      throw new IllegalStateException("the job published a malformed record: " + line);
    }
  }
}
