package io.frameflow.bench.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.bench.scene.PeerChoice.Peer;
import org.junit.jupiter.api.Test;

class PeerChoiceTest {

  @Test
  void readsWords() {
    assertThat(PeerChoice.parse("all").chosen()).containsExactlyInAnyOrder(Peer.values());
    assertThat(PeerChoice.parse("none").chosen()).isEmpty();
    assertThat(PeerChoice.parse("opencv, diy").chosen())
        .containsExactlyInAnyOrder(Peer.OPENCV, Peer.DIY);
  }

  @Test
  void namesTheWordThatIsNone() {
    assertThatThrownBy(() -> PeerChoice.parse("opencv,"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--peers knows no ''; choose all, none or some of onnxruntime,opencv,libtorch,diy");
  }
}
