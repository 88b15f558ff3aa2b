package io.frameflow.pipeline.operator;

import io.frameflow.pipeline.operator.FaultyModel.ScheduledBreakdown;
import io.frameflow.pipeline.waiting.ShedPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * One random life of the operator, decided by its seed alone: frames, timers, watermarks, idleness,
 * checkpoints, crashes, restores, stops and rescaling in any order, up to the end of input.
 */
final class Schedule {
  private static final int MOST_SUBTASKS = 2;
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private final Random random;
  private final ManualClocks clocks = new ManualClocks();
  private final MockEnvironment environment;
  private final BatchSettings settings;
  private final long millisPerFrame;
  private final boolean lagging;
  private final ScheduledLog log;
  private final CommittedLedger committed = new CommittedLedger();
  private final List<ScheduledSubtask> subtasks = new ArrayList<>();
  private final StringBuilder trace = new StringBuilder();
  private int[] position;
  private int[] savedPosition;
  private OperatorSubtaskState savedState;
  private long checkpoint;
  private long lastWatermark;

  Schedule(long seed, MockEnvironment environment) {
    // Neighbouring seeds would begin with the same draws: spread them.
    random = new Random(seed * SPREAD);
    this.environment = environment;
    ShedPolicy[] policies = ShedPolicy.values();
    settings =
        new BatchSettings(
            1 + random.nextInt(8),
            Duration.ofMillis(1 + random.nextInt(20)),
            1,
            random.nextBoolean(),
            policies[random.nextInt(policies.length)],
            Duration.ofMillis(1 + random.nextInt(200)));
    millisPerFrame = random.nextInt(4) * (long) random.nextInt(15);
    lagging = random.nextBoolean();
    log = new ScheduledLog(random, clocks, 1 + random.nextInt(3));
    position = new int[log.partitionCount()];
    savedPosition = position.clone();
    trace
        .append(settings)
        .append(", ")
        .append(millisPerFrame)
        .append(" ms a frame")
        .append(lagging ? ", with threads that lag\n" : "\n");
  }

  /** The steps so far, for the message of a failure. */
  String trace() {
    return trace.toString();
  }

  void run() throws Exception {
    start();
    for (int steps = 8 + random.nextInt(28); steps > 0; steps--) {
      guarded(this::step);
    }
    while (!guarded(this::end)) {
      note("once more to the end");
    }
    committed.requireExactly(log.all());
  }

  private interface Step {
    void run() throws Exception;
  }

  /** Runs a step; if the model breaks down in it, the job restarts and it is false. */
  private boolean guarded(Step step) throws Exception {
    try {
      step.run();
      return true;
    } catch (ScheduledBreakdown e) {
      note("broke down");
      crash();
      return false;
    }
  }

  private void step() throws Exception {
    switch (random.nextInt(19)) {
      case 0, 1, 2 -> record(1 + random.nextInt(6));
      case 3, 4, 5, 6 -> deliver(1 + random.nextInt(8));
      case 7, 8 -> advance(random.nextInt(30));
      case 9 -> advance(random.nextInt(300));
      case 10 -> watermark(anySubtask());
      case 11 -> anySubtask().status(note(anyStatus()));
      case 12 -> checkpoint(random.nextInt(4) > 0);
      case 13 -> fault();
      case 14 -> restart();
      case 15 -> readMails();
      case 16, 17 -> finishBatches();
      default -> everyoneReads();
    }
  }

  private void start() throws Exception {
    int parallelism = 1 + random.nextInt(MOST_SUBTASKS);
    note("start " + parallelism + " at " + Arrays.toString(position));
    for (int i = 0; i < parallelism; i++) {
      subtasks.add(
          new ScheduledSubtask(
              settings, clocks, millisPerFrame, lagging, environment, random, savedState));
    }
  }

  private void record(int frames) {
    note("record " + frames);
    for (int i = 0; i < frames; i++) {
      log.append();
    }
  }

  private void deliver(int most) throws Exception {
    int partition = random.nextInt(log.partitionCount());
    for (int i = 0; i < most && deliverNext(partition); i++) {
      if (random.nextInt(8) == 0) {
        readMails();
      }
      if (random.nextInt(4) == 0) {
        partition = random.nextInt(log.partitionCount());
      }
    }
  }

  private boolean deliverNext(int partition) throws Exception {
    ScheduledFrame frame = log.read(partition, position[partition]);
    if (frame == null) {
      return false;
    }
    note("give " + frame.place() + " " + frame.camera() + " " + frame.kind());
    position[partition]++;
    subtasks.get(partition % subtasks.size()).deliver(frame);
    return true;
  }

  private void everyoneReads() throws Exception {
    for (int partition = 0; partition < log.partitionCount(); partition++) {
      boolean more = true;
      while (more) {
        more = deliverNext(partition);
      }
    }
  }

  private void advance(long millis) throws Exception {
    note("advance " + millis + " ms");
    clocks.advance(millis);
    for (ScheduledSubtask subtask : subtasks) {
      subtask.fireTimers();
    }
  }

  private void readMails() throws Exception {
    note("read mails");
    for (ScheduledSubtask subtask : subtasks) {
      subtask.readMails();
    }
  }

  private void finishBatches() {
    note("batches are done");
    subtasks.forEach(ScheduledSubtask::finishBatch);
  }

  private void watermark(ScheduledSubtask subtask) throws Exception {
    lastWatermark += random.nextInt(3);
    subtask.watermark(note(new Watermark(lastWatermark)));
  }

  private WatermarkStatus anyStatus() {
    return random.nextBoolean() ? WatermarkStatus.IDLE : WatermarkStatus.ACTIVE;
  }

  private ScheduledSubtask anySubtask() {
    return subtasks.get(random.nextInt(subtasks.size()));
  }

  private void fault() {
    FaultyModel model = anySubtask().model();
    if (random.nextBoolean()) {
      note("the next batch fails");
      model.failOnNextBatch();
    } else {
      note("the model breaks down");
      model.breakDown();
    }
  }

  private void checkpoint(boolean completes) throws Exception {
    note("checkpoint " + ++checkpoint + (completes ? "" : ", which fails"));
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (ScheduledSubtask subtask : subtasks) {
      states.add(subtask.snapshot(checkpoint));
      committed.write(subtask.takeResolved());
    }
    if (completes) {
      committed.commit();
      savedState = states.get(0);
      savedPosition = position.clone();
    }
  }

  private void restart() throws Exception {
    if (random.nextBoolean()) {
      note("crash");
      crash();
      return;
    }
    note("stop with savepoint");
    for (ScheduledSubtask subtask : subtasks) {
      subtask.finish();
    }
    checkpoint(true);
    crash();
  }

  /** All subtasks are gone with what they hold; others go on from the last checkpoint. */
  private void crash() throws Exception {
    for (ScheduledSubtask subtask : subtasks) {
      subtask.close();
    }
    subtasks.clear();
    committed.abort();
    position = savedPosition.clone();
    start();
  }

  private void end() throws Exception {
    note("end");
    everyoneReads();
    for (ScheduledSubtask subtask : subtasks) {
      subtask.endInput();
      subtask.finish();
    }
    checkpoint(true);
    for (ScheduledSubtask subtask : subtasks) {
      subtask.close();
    }
    subtasks.clear();
  }

  private <T> T note(T what) {
    trace.append(clocks.millis()).append(" ms: ").append(what).append('\n');
    return what;
  }
}
