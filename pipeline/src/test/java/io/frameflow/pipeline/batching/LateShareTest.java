package io.frameflow.pipeline.batching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LateShareTest {
  private final LateShare share = new LateShare(4);

  @Test
  void withoutFramesNoneIsLate() {
    assertThat(share.value()).isZero();
  }

  @Test
  void fewFramesCountAsTheyAre() {
    share.add(true);
    assertThat(share.value()).isEqualTo(1);
    share.add(false);
    assertThat(share.value()).isEqualTo(.5);
  }

  @Test
  void onlyTheNewestCount() {
    share.add(true);
    share.add(true);
    share.add(false);
    share.add(false);
    share.add(true);
    assertThat(share.value()).isEqualTo(.5);
    share.add(false);
    share.add(false);
    share.add(false);
    assertThat(share.value()).isEqualTo(.25);
  }
}
