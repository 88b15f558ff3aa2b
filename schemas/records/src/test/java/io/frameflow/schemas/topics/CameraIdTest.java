package io.frameflow.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CameraIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "Gate-2_north", "0", "-", "_"})
  void allowed(String id) {
    assertThat(CameraId.isValid(id)).isTrue();
    assertThat(CameraId.require(id)).isSameAs(id);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "a b", "../etc", "a/b", "é", "a\n", "a.b", "cam\u0000"})
  void refused(String id) {
    assertThat(CameraId.isValid(id)).isFalse();
    assertThatThrownBy(() -> CameraId.require(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("camera id")
        .hasMessageNotContaining("\n");
  }

  @Test
  void sixtyFourCharactersAreTheMost() {
    assertThat(CameraId.isValid("x".repeat(64))).isTrue();
    assertThat(CameraId.isValid("x".repeat(65))).isFalse();
    assertThatThrownBy(() -> CameraId.require("x".repeat(100_000)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(250));
  }
}
