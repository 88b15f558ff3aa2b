package io.frameflow.standalone.advisories;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * One Maven package that an advisory speaks of, in the OSV format: exact versions, and ranges that
 * events open and close.
 *
 * @param coordinate {@code group:name}
 * @param node {@code affected[]} of the advisory
 */
record AffectedPackage(String coordinate, JsonNode node) {
  private static final Pattern UPPER_BOUND = Pattern.compile("\\s*(<=?)\\s*(\\S+)\\s*");

  boolean includes(String version) {
    for (JsonNode exact : node.path("versions")) {
      if (exact.asText().equals(version)) {
        return true;
      }
    }
    for (JsonNode range : node.path("ranges")) {
      if (range.path("type").asText().equals("ECOSYSTEM") && opens(range.path("events"), version)) {
        if (closes(range.path("events")) || withinLastKnown(version)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Events stand in the order of versions. */
  private static boolean opens(JsonNode events, String version) {
    ComparableVersion ours = new ComparableVersion(version);
    boolean open = false;
    for (JsonNode event : events) {
      if (event.has("introduced")) {
        String first = event.path("introduced").asText();
        open |= first.equals("0") || ours.compareTo(new ComparableVersion(first)) >= 0;
      } else if (event.has("fixed")) {
        open &= ours.compareTo(new ComparableVersion(event.path("fixed").asText())) < 0;
      } else if (event.has("last_affected")) {
        open &= ours.compareTo(new ComparableVersion(event.path("last_affected").asText())) <= 0;
      }
    }
    return open;
  }

  private static boolean closes(JsonNode events) {
    for (JsonNode event : events) {
      if (event.has("fixed") || event.has("last_affected")) {
        return true;
      }
    }
    return false;
  }

  /** GitHub writes an upper bound beside a range that no released version closes yet. */
  private boolean withinLastKnown(String version) {
    Matcher bound =
        UPPER_BOUND.matcher(
            node.path("database_specific").path("last_known_affected_version_range").asText());
    if (!bound.matches()) {
      return true;
    }
    int order = new ComparableVersion(version).compareTo(new ComparableVersion(bound.group(2)));
    return bound.group(1).equals("<") ? order < 0 : order <= 0;
  }

  /** The first version after ours that closes a range, or what to say if there is none. */
  String fixedAfter(String version) {
    ComparableVersion ours = new ComparableVersion(version);
    for (JsonNode range : node.path("ranges")) {
      for (JsonNode event : range.path("events")) {
        String fixed = event.path("fixed").asText("");
        if (!fixed.isEmpty() && ours.compareTo(new ComparableVersion(fixed)) < 0) {
          return "fixed in " + fixed;
        }
      }
    }
    return "no fixed version";
  }
}
