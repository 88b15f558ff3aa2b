package io.frameflow.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProcessThreadsTest {
  private static final int CREW = 2;

  private final CountDownLatch go = new CountDownLatch(1);
  private final AtomicInteger begun = new AtomicInteger();

  private Object waitForGo() throws InterruptedException {
    begun.incrementAndGet();
    go.await();
    return Thread.currentThread().getName();
  }

  @Test
  void allSlotsShareOneCrew() throws Exception {
    Set<Object> names = ConcurrentHashMap.newKeySet();
    try (ProcessThreads one = ProcessThreads.open(CREW);
        ProcessThreads two = ProcessThreads.open(CREW)) {
      List<Future<Object>> all = new ArrayList<>();
      for (int i = 0; i < 2 * CREW; i++) {
        all.add(one.prepare(this::waitForGo));
        all.add(two.prepare(this::waitForGo));
      }
      await().until(() -> begun.get() == CREW);
      go.countDown();
      for (Future<Object> each : all) {
        names.add(each.get());
      }
    }
    assertThat(names).hasSize(CREW);
  }

  @Test
  void framesArePreparedWhileABatchIsInTheNetwork() throws Exception {
    try (ProcessThreads threads = ProcessThreads.open(CREW)) {
      Future<Object> batch = threads.inTurn(this::waitForGo, () -> {});
      await().until(() -> begun.get() == 1);

      assertThat(threads.prepare(() -> "ready").get()).isEqualTo("ready");
      assertThat(batch.isDone()).isFalse();
      go.countDown();
      assertThat(batch.get()).isNotNull();
    }
  }

  @Test
  void batchesAreOneAfterTheOtherAndTellWhenTheyAreDone() throws Exception {
    List<String> log = new ArrayList<>();
    try (ProcessThreads threads = ProcessThreads.open(CREW)) {
      Future<Boolean> works = threads.inTurn(() -> log.add("first"), () -> log.add("first done"));
      Future<Boolean> fails =
          threads.inTurn(
              () -> {
                throw new IllegalStateException("broken");
              },
              () -> log.add("second done"));
      threads.inTurn(() -> log.add("third"), () -> log.add("third done")).get();
      assertThat(works.get()).isTrue();
      assertThatThrownBy(fails::get).isInstanceOf(ExecutionException.class);
    }
    assertThat(log).containsExactly("first", "first done", "second done", "third", "third done");
  }

  @Test
  void closingWaitsForWhatRunsAndForgetsTheRest() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    ProcessThreads threads = ProcessThreads.open(1);
    Future<Boolean> running =
        threads.prepare(
            () -> {
              waitForGo();
              over.set(true);
              return true;
            });
    await().until(() -> begun.get() == 1);
    Future<Object> behind = threads.prepare(this::waitForGo);

    Thread closing = new Thread(threads::close);
    closing.start();
    await().until(() -> closing.getState() == Thread.State.WAITING);
    go.countDown();
    closing.join();

    assertThat(over).isTrue();
    assertThat(running.get()).isTrue();
    assertThat(begun).hasValue(1);
    assertThatThrownBy(() -> behind.get(1, TimeUnit.MINUTES))
        .isNotInstanceOf(TimeoutException.class);
  }

  @Test
  void aCrewIsGoneWithItsLastUser() throws Exception {
    ProcessThreads one = ProcessThreads.open(CREW);
    ProcessThreads two = ProcessThreads.open(CREW);
    Thread worker = one.prepare(Thread::currentThread).get();
    one.close();
    assertThat(two.prepare(() -> 1).get()).isEqualTo(1);
    assertThat(worker.isAlive()).isTrue();

    two.close();
    await().until(() -> !worker.isAlive());
  }
}
