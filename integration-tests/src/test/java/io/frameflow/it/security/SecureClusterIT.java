package io.frameflow.it.security;

import static io.frameflow.it.security.SecureCluster.all;
import static io.frameflow.it.security.SecureCluster.forRegistry;
import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.it.security.SecureListeners.Listener;
import io.frameflow.standalone.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real certificates, logins and refusals, through the command line. */
@Timeout(60)
class SecureClusterIT {

  private static final Duration REASONABLE = Duration.ofSeconds(15);
  private static final Map<String, String> TLS = Map.of("security.protocol", "SSL");

  private static SecureCluster cluster;
  private static Certificates certificates;
  private static SSLContext ours;
  private static RegistryGate gate;

  @BeforeAll
  static void start() throws Exception {
    cluster =
        SecureCluster.start(
            Map.of(),
            List.of(SecureListeners.scram(SecureListeners.USER, SecureListeners.USER_PASSWORD)));
    certificates = cluster.certificates();
    ours = certificates.context("client");
    gate = RegistryGate.open(certificates.context("server"), ours, cluster.stack().registryUrl());
    Verb topics =
        Verb.run(
            cluster.arguments(
                List.of("topics", "--partitions", "1"),
                cluster.listeners().address(Listener.PLAIN),
                Map.of(),
                cluster.stack().registryUrl(),
                registryTls()));
    assertThat(topics.err()).isEmpty();
    assertThat(topics.exitCode()).isZero();
  }

  @AfterAll
  static void stop() throws Exception {
    gate.close();
    cluster.close();
  }

  static Stream<Arguments> waysIn() {
    return Stream.of(
        Arguments.of(Listener.TLS, all(TLS, certificates.trusting("authority"))),
        Arguments.of(
            Listener.MUTUAL,
            all(TLS, certificates.trusting("authority"), certificates.showing("client"))),
        Arguments.of(
            Listener.LOGIN,
            all(
                certificates.trusting("authority"),
                login("SASL_SSL", SecureListeners.USER_PASSWORD))),
        Arguments.of(Listener.LOGINPLAIN, login("SASL_PLAINTEXT", SecureListeners.USER_PASSWORD)));
  }

  @ParameterizedTest
  @MethodSource("waysIn")
  void everyWayInWorks(Listener listener, Map<String, String> kafka) throws Exception {
    // The gate wants a certificate and a password of the registry's clients as well.
    Verb topics = run(List.of("topics"), listener, kafka, gate.url(), registryLogin());
    assertThat(topics.err()).isEmpty();
    assertThat(topics.exitCode()).isZero();
  }

  static Stream<Arguments> refusedByOrAtTheBroker() {
    Map<String, String> trusting = all(TLS, certificates.trusting("authority"));
    return Stream.of(
        Arguments.of(
            "wrong authority",
            Listener.TLS,
            all(TLS, certificates.trusting("stranger")),
            "comes from no authority that we trust",
            "ssl.truststore.location of --kafka-config"),
        Arguments.of(
            "other host", Listener.ELSEWHERE, trusting, "is for another host", "127.0.0.1"),
        Arguments.of("expired", Listener.EXPIRED, trusting, "has expired (NotAfter:", "a new one"),
        Arguments.of(
            "no client certificate",
            Listener.MUTUAL,
            trusting,
            "wants a client certificate",
            "ssl.keystore.location of --kafka-config"),
        Arguments.of(
            "unknown client certificate",
            Listener.MUTUAL,
            all(trusting, certificates.showing("unknown")),
            "wants a client certificate",
            "ssl.keystore.location of --kafka-config"),
        Arguments.of(
            "bad password",
            Listener.LOGIN,
            all(certificates.trusting("authority"), login("SASL_SSL", "wrong")),
            "refuses the login",
            "sasl.jaas.config"),
        Arguments.of(
            "bad password in plain text",
            Listener.LOGINPLAIN,
            login("SASL_PLAINTEXT", "wrong"),
            "refuses the login",
            "sasl.jaas.config"),
        Arguments.of(
            "plain text to TLS", Listener.TLS, Map.of(), "speaks TLS", "security.protocol"),
        Arguments.of(
            "plain login to TLS",
            Listener.LOGIN,
            login("SASL_PLAINTEXT", SecureListeners.USER_PASSWORD),
            "speaks TLS",
            "security.protocol"),
        Arguments.of(
            "TLS to plain text",
            Listener.PLAIN,
            trusting,
            "does not speak TLS",
            "security.protocol"),
        Arguments.of(
            "no login where one is wanted",
            Listener.LOGINPLAIN,
            Map.of(),
            "wants a login",
            "security.protocol"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedByOrAtTheBroker")
  void aBrokerThatRefusesOrMustBeRefusedIsOneLine(
      String name, Listener listener, Map<String, String> kafka, String cause, String remedy)
      throws Exception {
    Verb watch =
        run(List.of("watch"), listener, kafka, cluster.stack().registryUrl(), registryTls());
    assertRefused(watch, cluster.listeners().address(listener), cause, remedy);
  }

  @Test
  void everyVerbSaysSoBeforeItStarts() throws Exception {
    Map<String, String> wrong = all(TLS, certificates.trusting("stranger"));
    for (List<String> verb : verbs()) {
      Verb refused = run(verb, Listener.TLS, wrong, cluster.stack().registryUrl(), registryTls());
      assertRefused(
          refused,
          cluster.listeners().address(Listener.TLS),
          "comes from no authority that we trust",
          "ssl.truststore.location");
    }
  }

  static Stream<Arguments> refusedByOrAtTheRegistry() throws Exception {
    Map<String, String> login = registryLogin();
    String port = cluster.stack().registryUrl().replaceAll("^https", "http");
    return Stream.of(
        Arguments.of(
            "wrong authority",
            "server",
            null,
            forRegistry(certificates.trusting("stranger"), Map.of()),
            "comes from no authority that we trust"),
        Arguments.of("other host", "elsewhere", null, login, "is for another host"),
        Arguments.of("expired", "expired", null, login, "has expired (NotAfter:"),
        Arguments.of(
            "no client certificate",
            "server",
            null,
            forRegistry(certificates.trusting("authority"), Map.of()),
            "client certificate that it trusts"),
        Arguments.of(
            "bad password",
            "server",
            null,
            forRegistry(
                all(certificates.trusting("authority"), certificates.showing("client")),
                basic("frameflow:wrong")),
            "refuses our credentials (HTTP 401)"),
        Arguments.of(
            "powerless",
            "server",
            null,
            forRegistry(
                all(certificates.trusting("authority"), certificates.showing("client")),
                basic(RegistryGate.POWERLESS)),
            "does not allow us this (HTTP 403)"),
        Arguments.of("plain text to TLS", null, port, Map.of(), "speaks TLS: write https://"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedByOrAtTheRegistry")
  void aRegistryThatRefusesOrMustBeRefusedIsOneLine(
      String name, String certificate, String url, Map<String, String> registry, String cause)
      throws Exception {
    if (url != null) {
      assertRefusedByRegistry(url, registry, cause);
      return;
    }
    try (RegistryGate other =
        RegistryGate.open(certificates.context(certificate), ours, cluster.stack().registryUrl())) {
      assertRefusedByRegistry(other.url(), registry, cause);
    }
  }

  private static void assertRefusedByRegistry(
      String url, Map<String, String> registry, String cause) throws Exception {
    // One that asks the registry in its check, and one on its first record.
    for (List<String> verb : List.of(verbs().get(0), verbs().get(1))) {
      Verb refused = run(verb, Listener.PLAIN, Map.of(), url, registry);
      assertRefused(refused, url, cause, "");
    }
  }

  private static void assertRefused(Verb verb, String server, String cause, String remedy) {
    assertThat(verb.err().strip())
        .doesNotContain("\n")
        .contains(server)
        .contains(cause)
        .contains(remedy)
        .doesNotContain(SecureListeners.USER_PASSWORD)
        .doesNotContain(Certificates.PASSWORD);
    assertThat(verb.exitCode()).isEqualTo(1);
    assertThat(verb.took()).isLessThan(REASONABLE);
  }

  private static List<List<String>> verbs() throws Exception {
    return List.of(
        List.of("job", "--model", Installation.current().defaultModel().toString()),
        List.of("push", "--camera", "a", "--images", pictures()),
        List.of("watch"),
        List.of("page"),
        List.of("analytics"),
        List.of("topics"));
  }

  private static String pictures() throws Exception {
    return SecureFrames.folder(cluster.dir().resolve("pictures")).toString();
  }

  private static Verb run(
      List<String> verb,
      Listener listener,
      Map<String, String> kafka,
      String registry,
      Map<String, String> registryConfig)
      throws Exception {
    return Verb.run(
        cluster.arguments(
            new ArrayList<>(verb),
            cluster.listeners().address(listener),
            kafka,
            registry,
            registryConfig));
  }

  private static Map<String, String> login(String protocol, String password) {
    return SecureListeners.login(protocol, SecureListeners.USER, password);
  }

  private static Map<String, String> registryTls() {
    return forRegistry(certificates.trusting("authority"), Map.of());
  }

  private static Map<String, String> registryLogin() {
    return forRegistry(
        all(certificates.trusting("authority"), certificates.showing("client")),
        basic(RegistryGate.USER_INFO));
  }

  private static Map<String, String> basic(String userInfo) {
    return Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", userInfo);
  }
}
