package io.frameflow.schemas.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryOptionsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "localhost:8081", "ftp://h:1", "http://", "http://a b", "http://a,"})
  void anUnusableUrlIsRefused(String url) {
    assertThatThrownBy(() -> RegistryOptions.of(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http://HOST:PORT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://h:8081", "https://h/apis/ccompat/v7", "http://a:1, http://b:2"})
  void aUsableUrlIsTaken(String url) {
    assertThat(RegistryOptions.of(url).url()).isEqualTo(url);
  }

  @Test
  void numbersReachTheClientAsNumbers() {
    Map<String, String> texts = Map.of("missing.cache.size", "5", "http.read.timeout.ms", "700");

    assertThat(ClientSettings.from(texts))
        .containsEntry("missing.cache.size", 5)
        .containsEntry("http.read.timeout.ms", 700)
        .containsEntry("http.connect.timeout.ms", 10_000)
        .containsEntry("missing.id.cache.ttl.sec", 10L);
    assertThatThrownBy(
            () -> new RegistryOptions("http://h:1", false, Map.of("missing.cache.size", "many")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("registry setting missing.cache.size must be a whole number, not 'many'");
  }

  @Test
  void producersDoNotRegisterUnlessAsked() {
    assertThat(RegistryOptions.of("http://h:1").autoRegister()).isFalse();
    assertThat(RegistryOptions.of("http://h:1").withAutoRegister().autoRegister()).isTrue();
  }

  @Test
  void secretsAreNotPrinted() {
    RegistryOptions options =
        new RegistryOptions("http://me:hush@h:1", false, Map.of("basic.auth.user.info", "me:hush"));

    assertThat(options.toString()).contains("basic.auth.user.info", "h:1").doesNotContain("hush");
    assertThatThrownBy(() -> RegistryOptions.of("htp://me:hush@h:1"))
        .hasMessageNotContaining("hush");
  }

  @Test
  void travelsToOtherJvms() throws Exception {
    RegistryOptions options = new RegistryOptions("http://h:1", true, Map.of("k", "v"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(options);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(options);
    }
  }
}
