package io.frameflow.it.security;

import static io.frameflow.it.security.SecureCluster.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.frameflow.it.security.SecureListeners.Listener;
import io.frameflow.schemas.rights.KafkaCluster;
import io.frameflow.schemas.rights.Right;
import io.frameflow.schemas.rights.Rights;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The lists of rights suffice and none can be left out, with Kafka's own authorizer: each part has
 * a user with its whole list, and for each right of it a user who lacks just that one.
 */
@Timeout(60)
class AccessRightsIT {

  private static final String PREFIX = "guarded";
  private static final String APPLICATION = "guarded-activity";
  private static final String INTERNAL = APPLICATION + "-counts-changelog";
  private static final String PASSWORD = "sesame-0a1b2c";

  private static final Map<String, List<Right>> PARTS =
      Map.of(
          "topics", Rights.ofTopics(PREFIX),
          "producer", Rights.ofProducer(PREFIX),
          "job", Rights.ofJob(PREFIX, "guarded-detector", "guarded-job"),
          "reading-job", Rights.ofJobThatReadsItsOutput(PREFIX),
          "replay", Rights.ofReplay(PREFIX),
          "viewer", Rights.ofViewer(PREFIX),
          "analytics", Rights.ofAnalytics(PREFIX, APPLICATION));

  private static SecureCluster cluster;
  private static String servers;

  @BeforeAll
  static void start() throws Exception {
    List<String> users = new ArrayList<>();
    List<AclBinding> granted = new ArrayList<>();
    PARTS.forEach(
        (part, rights) -> {
          users.add(part);
          rights.forEach(right -> granted.add(right.allowedTo("User:" + part)));
          for (int missing = 0; missing < rights.size(); missing++) {
            String user = without(part, missing);
            users.add(user);
            for (int i = 0; i < rights.size(); i++) {
              if (i != missing) {
                granted.add(rights.get(i).allowedTo("User:" + user));
              }
            }
          }
        });
    cluster =
        SecureCluster.start(
            guarded(), users.stream().map(u -> SecureListeners.scram(u, PASSWORD)).toList());
    servers = cluster.listeners().address(Listener.LOGINPLAIN);
    try (Admin admin = cluster.stack().admin()) {
      makeTopics(admin);
      admin.createAcls(granted).all().get();
      // The broker takes the last of them up a moment after the controller has.
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(
              () ->
                  admin
                      .describeAcls(org.apache.kafka.common.acl.AclBindingFilter.ANY)
                      .values()
                      .get()
                      .containsAll(granted));
    }
  }

  /** Kafka's own authorizer, which refuses whatever is not allowed. */
  static Map<String, String> guarded() {
    return Map.of(
        "authorizer.class.name",
        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "allow.everyone.if.no.acl.found",
        "false",
        "super.users",
        "User:ANONYMOUS");
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  static Stream<String> parts() {
    return PARTS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("parts")
  void theWholeListSuffices(String part) throws Exception {
    KafkaCluster seen = new KafkaCluster(servers, login(part));
    assertThatCode(() -> seen.require(PARTS.get(part))).doesNotThrowAnyException();
    try (Admin admin = cluster.stack().admin()) {
      makeTopics(admin);
    }
    assertThatCode(() -> seen.require(PARTS.get(part))).doesNotThrowAnyException();
    for (Right right : PARTS.get(part)) {
      new Attempt(servers, login(part)).of(right, INTERNAL);
    }
  }

  static Stream<Arguments> everyRight() {
    return parts()
        .flatMap(
            part ->
                IntStream.range(0, PARTS.get(part).size())
                    .mapToObj(i -> Arguments.of(part, i, PARTS.get(part).get(i).toString())));
  }

  @ParameterizedTest(name = "{0} without {2}")
  @MethodSource("everyRight")
  void withoutAnyOneOfThemTheLineNamesIt(String part, int index, String name) throws Exception {
    Right missing = PARTS.get(part).get(index);
    try (Admin admin = cluster.stack().admin()) {
      // Whether one may create shows only while there is nothing.
      if (missing.operation() == AclOperation.CREATE) {
        String gone = missing.name();
        admin.deleteTopics(present(admin, gone)).all().get();
        await().atMost(Duration.ofSeconds(20)).until(() -> present(admin, gone).isEmpty());
      } else {
        makeTopics(admin);
      }
    }
    String user = without(part, index);
    assertThatThrownBy(() -> new KafkaCluster(servers, login(user)).require(PARTS.get(part)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("we lack the right " + missing + " at Kafka " + servers)
        .hasMessageContaining(missing.command(servers, "User:" + user))
        .hasMessageNotContaining("\n")
        .hasMessageNotContaining(PASSWORD);
    // A producer that hears of it between two calls wraps it at the second.
    assertThatThrownBy(() -> new Attempt(servers, login(user)).of(missing, INTERNAL))
        .satisfiesAnyOf(
            refusal -> assertThat(refusal).isInstanceOf(AuthorizationException.class),
            refusal -> assertThat(refusal).hasCauseInstanceOf(AuthorizationException.class));
  }

  /** Every topic that is missing, each with something to read. */
  private static void makeTopics(Admin admin) throws Exception {
    List<String> made = new ArrayList<>(Topics.create(admin, PREFIX, 1, (short) 1));
    if (!present(admin, APPLICATION).contains(INTERNAL)) {
      admin
          .createTopics(List.of(new NewTopic(INTERNAL, Optional.of(1), Optional.empty())))
          .all()
          .get();
      made.add(INTERNAL);
    }
    Attempt byTheSuperUser = new Attempt(cluster.listeners().address(Listener.PLAIN), Map.of());
    for (String topic : made) {
      byTheSuperUser.write(topic);
    }
  }

  private static List<String> present(Admin admin, String prefix) throws Exception {
    return admin.listTopics().names().get().stream().filter(n -> n.startsWith(prefix)).toList();
  }

  private static String without(String part, int index) {
    return part + "-without-" + index;
  }

  private static Map<String, String> login(String user) {
    return all(SecureListeners.login("SASL_PLAINTEXT", user, PASSWORD));
  }
}
