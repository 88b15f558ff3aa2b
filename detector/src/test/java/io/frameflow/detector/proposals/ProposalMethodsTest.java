package io.frameflow.detector.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.models.ModelManifest.Proposals;
import io.frameflow.detector.models.ModelPackageException;
import io.frameflow.detector.proposals.SelectiveSearchSettings.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposalMethodsTest {

  @TempDir Path folder;

  @Test
  void learnedWindowsComeFromTheirFile() throws IOException {
    LearnedWindows windows = TestWindows.random(5);
    Files.writeString(folder.resolve("proposals.json"), windows.toJson());
    ProposalMethod loaded = load("learned-windows", "proposals.json", Map.of());
    assertThat(((LearnedWindows) loaded).model()).isEqualTo(windows.model());
  }

  @Test
  void selectiveSearchTakesItsSettingsFromTheManifest() throws IOException {
    ProposalMethod plain = load("selective-search", null, Map.of());
    assertThat(((SelectiveSearch) plain).settings())
        .isEqualTo(SelectiveSearchSettings.of(Preset.FAST));
    ProposalMethod video =
        load("selective-search", null, Map.of("preset", "video", "longSide", 240, "seed", 9));
    assertThat(((SelectiveSearch) video).settings())
        .isEqualTo(new SelectiveSearchSettings(Preset.VIDEO, 240, 8, 9L));
  }

  @Test
  void everyNamedMethodLoads() throws IOException {
    Files.writeString(folder.resolve("proposals.json"), TestWindows.random(5).toJson());
    for (String name : ProposalMethods.NAMES) {
      assertThat(load(name, "proposals.json", Map.of()).name()).isEqualTo(name);
    }
  }

  @Test
  void whatDoesNotFitIsNamed() throws IOException {
    refused("edge-boxes", null, Map.of())
        .hasMessageContaining("unknown proposal method \"edge-boxes\"")
        .hasMessageContaining("learned-windows, selective-search, fixed-grid");
    refused("learned-windows", null, Map.of()).hasMessageContaining("proposals.file is missing");
    refused("fixed-grid", null, Map.of("step", 1)).hasMessageContaining("[step]");
    refused("selective-search", null, Map.of("preset", "slow"))
        .hasMessageContaining("unknown preset \"slow\"; known are fast, quality and video");
    refused("selective-search", null, Map.of("longSide", 0))
        .hasMessageContaining("longSide must be from 1 to 4096, but is 0");
    refused("selective-search", null, Map.of("colour", "red")).hasMessageContaining("colour");
    Files.writeString(folder.resolve("proposals.json"), "{}");
    refused("learned-windows", "proposals.json", Map.of())
        .hasMessageContaining("proposals.json")
        .hasMessageContaining("these are no learned windows");
  }

  private ProposalMethod load(String method, String file, Map<String, Object> settings)
      throws IOException {
    return ProposalMethods.load(folder, new Proposals(method, 100, file, settings));
  }

  private AbstractThrowableAssert<?, ?> refused(
      String method, String file, Map<String, Object> settings) {
    return assertThatThrownBy(() -> load(method, file, settings))
        .isInstanceOf(ModelPackageException.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }
}
