package io.frameflow.standalone.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.standalone.Frameflow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisoriesCommandTest {
  private static final String FROM_2_UNTIL_2_4_1 =
      "{'type': 'ECOSYSTEM', 'events': [{'introduced': '2.0'}, {'fixed': '2.4.1'}]}";

  @TempDir private Path dir;
  private Path advisories;
  private Path accepted;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void prepare() throws IOException {
    advisories = Files.createDirectories(dir.resolve("advisories").resolve("2026"));
    accepted = Files.writeString(dir.resolve("accepted.txt"), "# none\n");
  }

  @ParameterizedTest
  @CsvSource({
    "1.9,0",
    "2.0-rc1,0",
    "2.0,1",
    "2.4.0,1",
    "2.4.1-alpha,1",
    "2.4.1,0",
    "2.10,0",
    "3,0"
  })
  void aVersionIsComparedAsMavenDoes(String version, int exit) throws IOException {
    advisory("GHSA-a", "org.example:lib", FROM_2_UNTIL_2_4_1);
    assertThat(check(version)).isEqualTo(exit);
  }

  @ParameterizedTest
  @CsvSource({"0.1,1", "1.0,1", "1.5,0", "2.0,1", "7,1"})
  void rangesMayEndWithTheLastAffectedVersionOrNotAtAll(String version, int exit)
      throws IOException {
    advisory(
        "GHSA-a",
        "org.example:lib",
        "{'type': 'ECOSYSTEM', 'events': [{'introduced': '0'}, {'last_affected': '1.0'}]},"
            + "{'type': 'ECOSYSTEM', 'events': [{'introduced': '2.0'}]}");
    assertThat(check(version)).isEqualTo(exit);
  }

  @ParameterizedTest
  @CsvSource({"'< 2.21.5',2.21.4,1", "'< 2.21.5',2.21.5,0", "'<= 2.21.5',2.21.5,1", "'',9,1"})
  void anOpenRangeMayHaveItsBoundBeside(String bound, String version, int exit) throws IOException {
    Path file =
        advisory(
            "GHSA-a",
            "org.example:lib",
            "{'type': 'ECOSYSTEM', 'events': [{'introduced': '2.19.0'}]}");
    Files.writeString(
        file,
        Files.readString(file)
            .replace(
                "\"ranges\"",
                "\"database_specific\": {\"last_known_affected_version_range\": \""
                    + bound
                    + "\"}, \"ranges\""));
    assertThat(check(version)).isEqualTo(exit);
  }

  @Test
  void aFindingIsOneLineWithAllThatIsNeeded() throws IOException {
    advisory("GHSA-a", "org.example:lib", FROM_2_UNTIL_2_4_1);
    assertThat(check("2.4")).isEqualTo(1);
    assertThat(out.toString().lines())
        .containsExactly(
            "open  GHSA-a CVE-1 org.example:lib:2.4 HIGH (fixed in 2.4.1): Bytes leak",
            "1 components, 1 advisories: 1 findings, 0 accepted, 1 open");
  }

  @Test
  void anAcceptedFindingCountsUntilItsDay() throws IOException {
    advisory("GHSA-a", "org.example:lib", FROM_2_UNTIL_2_4_1);
    Files.writeString(accepted, "CVE-1 org.example:lib 2999-12-31 not reachable from outside\n");
    assertThat(check("2.4")).isZero();
    assertThat(out.toString())
        .startsWith("accepted until 2999-12-31  GHSA-a")
        .contains("-- not reachable from outside");

    Files.writeString(accepted, "CVE-1 org.example:lib 2020-01-01 not reachable from outside\n");
    assertThat(check("2.4")).isEqualTo(1);
    assertThat(out.toString()).contains("accepted no longer  GHSA-a");

    Files.writeString(accepted, "CVE-1 org.example:other 2999-12-31 another library\n");
    assertThat(check("2.4")).isEqualTo(1);
  }

  @Test
  void otherPackagesAndWithdrawnAdvisoriesDoNotCount() throws IOException {
    advisory("GHSA-a", "org.example:other", FROM_2_UNTIL_2_4_1);
    Path withdrawn = advisory("GHSA-b", "org.example:lib", FROM_2_UNTIL_2_4_1);
    Files.writeString(
        withdrawn,
        Files.readString(withdrawn)
            .replaceFirst("\\{", "{\"withdrawn\": \"2026-01-01T00:00:00Z\","));
    assertThat(check("2.4")).isZero();
    assertThat(out.toString()).contains("2 advisories: 0 findings");
  }

  @Test
  void wrongInputIsOneLineThatNamesTheFile() throws IOException {
    assertThat(check("2.4")).isEqualTo(1);
    assertThat(err.toString()).contains("holds no advisory").doesNotContain("\tat ");

    Files.writeString(advisories.resolve("x.json"), "[]");
    assertThat(check("2.4")).isEqualTo(1);
    assertThat(err.toString()).contains("x.json is no advisory in the OSV format");

    Files.writeString(accepted, "CVE-1 org.example:lib soon because\n");
    assertThat(check("2.4")).isEqualTo(1);
    assertThat(err.toString()).contains("accepted.txt line 1 must be");
  }

  private int check(String version) throws IOException {
    Path bill =
        Files.writeString(
            dir.resolve("bill.json"),
            "{\"components\": [{\"group\": \"org.example\", \"name\": \"lib\", \"version\": \""
                + version
                + "\"}]}");
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Frameflow.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(
            "advisories",
            "--bill-of-materials",
            bill.toString(),
            "--accepted",
            accepted.toString(),
            dir.resolve("advisories").toString());
  }

  private Path advisory(String id, String name, String ranges) throws IOException {
    String json =
        ("{'id': '%s', 'aliases': ['CVE-1'], 'summary': 'Bytes leak',"
                + " 'database_specific': {'severity': 'HIGH'}, 'affected': [{'package':"
                + " {'ecosystem': 'Maven', 'name': '%s'}, 'ranges': [%s]}]}")
            .formatted(id, name, ranges)
            .replace('\'', '"');
    return Files.writeString(advisories.resolve(id + ".json"), json);
  }
}
