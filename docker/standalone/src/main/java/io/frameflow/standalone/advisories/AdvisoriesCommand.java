package io.frameflow.standalone.advisories;

import io.frameflow.standalone.Installation;
import io.frameflow.standalone.components.BillOfMaterials;
import io.frameflow.standalone.components.Component;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code frameflow advisories}: known vulnerabilities of our libraries, without the network. */
@Command(
    name = "advisories",
    mixinStandardHelpOptions = true,
    description =
        "Compares the libraries in Frameflow's bill of materials with a folder of advisories in the"
            + " OSV format. Exit code 1 if one applies that nobody accepted. Needs no network.")
public final class AdvisoriesCommand implements Callable<Integer> {
  private static final String ACCEPTED = "accepted-advisories.txt";

  @Parameters(
      paramLabel = "DIR",
      description = "Folder of advisories, such as OSV's Maven/all.zip, unpacked.")
  private Path folder;

  @Option(
      names = "--bill-of-materials",
      paramLabel = "FILE",
      description = "CycloneDX JSON to check (default: that of this installation).")
  private Path bill;

  @Option(
      names = "--accepted",
      paramLabel = "FILE",
      description = "Accepted findings (default: those that Frameflow's engineers accepted).")
  private Path accepted;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + " is no folder of advisories");
    }
    AcceptedFindings acceptedFindings = accepted();
    List<Component> components =
        BillOfMaterials.read(bill == null ? Installation.current().billOfMaterials() : bill);
    Finding.Result result = Finding.in(folder, components);
    PrintWriter out = spec.commandLine().getOut();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    int open = 0;
    for (Finding finding : result.findings()) {
      Optional<AcceptedFindings.Accepted> entry = acceptedFindings.find(finding);
      if (entry.isPresent() && !entry.get().until().isBefore(today)) {
        out.println(
            "accepted until "
                + entry.get().until()
                + "  "
                + finding.line()
                + " -- "
                + entry.get().reason());
      } else {
        open++;
        out.println((entry.isPresent() ? "accepted no longer  " : "open  ") + finding.line());
      }
    }
    out.printf(
        "%d components, %d advisories: %d findings, %d accepted, %d open%n",
        components.size(),
        result.advisories(),
        result.findings().size(),
        result.findings().size() - open,
        open);
    out.flush();
    return open == 0 ? 0 : 1;
  }

  private AcceptedFindings accepted() throws IOException {
    if (accepted != null) {
      return AcceptedFindings.parse(accepted.toString(), Files.readAllLines(accepted));
    }
    try (InputStream in = AdvisoriesCommand.class.getResourceAsStream("/" + ACCEPTED)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return AcceptedFindings.parse(ACCEPTED, text.lines().toList());
    }
  }
}
