package io.frameflow.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedModelsTest {
  private final StubModel model = new StubModel();
  private final AtomicInteger opened = new AtomicInteger();
  private final DetectorFactory factory =
      () -> {
        opened.incrementAndGet();
        return model;
      };

  @Test
  void everyoneSharesOneModelUntilTheLastHasClosedIt() throws IOException {
    FrameModel first = SharedModels.acquire("key", factory);
    FrameModel second = SharedModels.acquire("key", factory);
    assertThat(opened).hasValue(1);

    first.close();
    first.close();
    assertThat(model.closed).hasValue(0);

    second.close();
    assertThat(model.closed).hasValue(1);
  }

  @Test
  void aClosedModelIsOpenedAnew() throws IOException {
    SharedModels.acquire("key", factory).close();
    SharedModels.acquire("key", factory).close();

    assertThat(opened).hasValue(2);
    assertThat(model.closed).hasValue(2);
  }

  @Test
  void otherOptionsAreAnotherModel() throws IOException {
    try (FrameModel one = SharedModels.acquire("one", factory);
        FrameModel two = SharedModels.acquire("two", factory)) {
      assertThat(one.identity()).isEqualTo(two.identity());
      assertThat(opened).hasValue(2);
    }
  }

  @Test
  void aModelThatDidNotOpenLeavesNothingBehind() throws IOException {
    assertThatThrownBy(
            () ->
                SharedModels.acquire(
                    "key",
                    () -> {
                      throw new IOException("no model");
                    }))
        .hasMessage("no model");

    SharedModels.acquire("key", factory).close();
    assertThat(opened).hasValue(1);
  }
}
