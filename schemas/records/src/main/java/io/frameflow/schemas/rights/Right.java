package io.frameflow.schemas.rights;

import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * One thing that a principal must be allowed to do on Kafka.
 *
 * @param resource topic, group or transactional id
 * @param name of the resource, or the start of the names
 * @param pattern whether the name is one
 * @param operation what is done; reading and writing imply describing
 * @param purpose what it is for, for people
 */
public record Right(
    ResourceType resource,
    String name,
    PatternType pattern,
    AclOperation operation,
    String purpose) {

  /** To do something to one topic. */
  public static Right topic(String name, AclOperation operation, String purpose) {
    return new Right(ResourceType.TOPIC, name, PatternType.LITERAL, operation, purpose);
  }

  /** To do something to every topic whose name starts so. */
  public static Right topics(String prefix, AclOperation operation, String purpose) {
    return new Right(ResourceType.TOPIC, prefix, PatternType.PREFIXED, operation, purpose);
  }

  /** To read as a consumer group: to record progress, and to be a member. */
  public static Right group(String name, String purpose) {
    return new Right(ResourceType.GROUP, name, PatternType.LITERAL, AclOperation.READ, purpose);
  }

  /** To run transactions whose ids start so. */
  public static Right transactions(String prefix, String purpose) {
    return new Right(
        ResourceType.TRANSACTIONAL_ID, prefix, PatternType.PREFIXED, AclOperation.WRITE, purpose);
  }

  /** The entry that allows it to a principal such as {@code User:job}, from any host. */
  public AclBinding allowedTo(String principal) {
    return new AclBinding(
        new ResourcePattern(resource, name, pattern),
        new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
  }

  /** Kafka's own tool as it grants the right. */
  public String command(String servers, String principal) {
    return "kafka-acls.sh --bootstrap-server %s --add --allow-principal %s --operation %s %s %s%s"
        .formatted(
            servers,
            principal,
            operationName(),
            flag(),
            name,
            pattern == PatternType.PREFIXED ? " --resource-pattern-type prefixed" : "");
  }

  /** The right as messages name it: {@code Write on topic frameflow.frames.v1}. */
  @Override
  public String toString() {
    return "%s on %s %s%s"
        .formatted(
            operationName(),
            resource.name().toLowerCase(Locale.ROOT).replace('_', ' '),
            name,
            pattern == PatternType.PREFIXED ? "*" : "");
  }

  private String flag() {
    return "--" + resource.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String operationName() {
    StringBuilder words = new StringBuilder();
    for (String word : operation.name().split("_", -1)) {
      words.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return words.toString();
  }
}
