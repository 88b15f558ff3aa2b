package io.frameflow.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkersTest {

  private final Workers workers = new Workers(2);

  @AfterEach
  void close() {
    workers.close();
  }

  @Test
  void resultsComeInOrder() {
    assertThat(workers.map(5, "squaring", i -> i * i)).containsExactly(0, 1, 4, 9, 16);
    assertThat(workers.map(0, "squaring", i -> i * i)).isEmpty();
  }

  @Test
  void aFailureIsToldWhenNothingIsAtWorkAnyMore() {
    CountDownLatch slow = new CountDownLatch(1);
    AtomicInteger atWork = new AtomicInteger();

    assertThatThrownBy(
            () ->
                workers.map(
                    2,
                    "scaling",
                    i -> {
                      if (i == 0) {
                        awaitUninterruptibly(slow);
                        throw new IllegalStateException("broken");
                      }
                      atWork.incrementAndGet();
                      slow.countDown();
                      spin();
                      return atWork.decrementAndGet();
                    }))
        .isInstanceOf(DetectionException.class)
        .hasMessage("scaling of image 1 of 2 failed: java.lang.IllegalStateException: broken");

    assertThat(atWork).hasValue(0);
  }

  @Test
  void anInterruptedCallerWaitsForTheTaskThatIsAtWork() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    AtomicBoolean endedBefore = new AtomicBoolean();
    AtomicBoolean interruptKept = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              try {
                workers.map(
                    1,
                    "pooling",
                    i -> {
                      begun.countDown();
                      spin();
                      ended.set(true);
                      return i;
                    });
              } catch (DetectionException e) {
                endedBefore.set(ended.get());
                interruptKept.set(Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    begun.await();
    caller.interrupt();
    caller.join();

    assertThat(endedBefore).isTrue();
    assertThat(interruptKept).isTrue();
  }

  /** Work that heeds no interrupt, as the loops of pooling do not. */
  private static void spin() {
    long end = System.nanoTime() + 100_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean waiting = true;
    while (waiting) {
      try {
        latch.await();
        waiting = false;
      } catch (InterruptedException e) {
        waiting = true;
      }
    }
  }
}
