package io.frameflow.standalone.advisories;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Findings that somebody looked at and takes responsibility for, each for a limited time. */
final class AcceptedFindings {

  /**
   * One of them.
   *
   * @param advisory id or alias
   * @param coordinate {@code group:name}
   * @param until last day on which it is accepted
   * @param reason why it does no harm here
   */
  record Accepted(String advisory, String coordinate, LocalDate until, String reason) {}

  private final List<Accepted> entries;

  private AcceptedFindings(List<Accepted> entries) {
    this.entries = entries;
  }

  /**
   * Reads {@code ADVISORY GROUP:NAME YYYY-MM-DD REASON...}, one a line; {@code #} begins a remark.
   *
   * @param name of the file, for messages
   */
  static AcceptedFindings parse(String name, List<String> lines) throws IOException {
    List<Accepted> entries = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split("\\s+", 4);
      try {
        entries.add(new Accepted(parts[0], parts[1], LocalDate.parse(parts[2]), parts[3]));
      } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
        throw new IOException(
            "%s line %d must be ADVISORY GROUP:NAME YYYY-MM-DD REASON, but is: %s"
                .formatted(name, i + 1, line),
            e);
      }
    }
    return new AcceptedFindings(entries);
  }

  /** The entry for a finding, whether or not its time is over. */
  Optional<Accepted> find(Finding finding) {
    return entries.stream()
        .filter(entry -> finding.advisory().names().contains(entry.advisory()))
        .filter(entry -> finding.component().coordinate().equals(entry.coordinate()))
        .findFirst();
  }
}
