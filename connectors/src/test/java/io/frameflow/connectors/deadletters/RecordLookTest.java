package io.frameflow.connectors.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.connectors.TestImages;
import io.frameflow.schemas.DeadLetterReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordLookTest {

  @Test
  void tellsAJpegFromHalfOfOne() throws Exception {
    byte[] jpeg = TestImages.jpeg(32, 24);
    assertThat(RecordLook.guess(jpeg)).isEqualTo("a JPEG of 32 x 24");
    assertThat(RecordLook.guess(Arrays.copyOf(jpeg, jpeg.length - 2)))
        .isEqualTo("a JPEG of 32 x 24 that does not end as one");
    assertThat(RecordLook.guess(Arrays.copyOf(jpeg, 4)))
        .isEqualTo("a JPEG without a readable frame header that does not end as one");
  }

  @Test
  void namesOtherFormats() throws Exception {
    assertThat(RecordLook.guess(TestImages.png(4, 4))).isEqualTo("image/png");
    assertThat(RecordLook.guess("no camera".getBytes(StandardCharsets.UTF_8))).isEqualTo("text");
    assertThat(RecordLook.guess(new byte[] {1, 2, 3})).isEqualTo("no format that is known here");
    assertThat(RecordLook.guess(new byte[0])).isEqualTo("nothing: it is empty");
  }

  @ParameterizedTest
  @EnumSource(DeadLetterReason.class)
  void everyReasonComesWithAdvice(DeadLetterReason reason) {
    assertThat(ReasonAdvice.on(reason)).isNotBlank();
  }
}
