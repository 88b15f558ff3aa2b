package io.frameflow.train.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.train.runs.Recipe;
import io.frameflow.train.runs.Recipes;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HeadFlagsTest {
  private static final Recipe BASE = Recipes.of("squeezenet");

  private static Recipe with(String... flags) {
    HeadFlags heads = new HeadFlags();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("heads", mixin(heads)))
        .parseArgs(flags);
    return heads.apply(BASE);
  }

  private static CommandLine.Model.CommandSpec mixin(HeadFlags heads) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(heads);
  }

  @Test
  void withoutThemTheRecipeStays() {
    assertThat(with()).isEqualTo(BASE);
  }

  @Test
  void oneLayerWithItsOwnChannelsAndHeadsOfTheirOwnSize() {
    Recipe recipe = with("--pooled=fire9=0", "--hidden=4096,1024");

    assertThat(recipe.taps()).containsExactly(BASE.taps().get(0).withChannels(0));
    assertThat(recipe.taps().get(0).layer()).isEqualTo("fire9");
    assertThat(recipe.hiddenSizes()).containsExactly(4096, 1024);
    assertThat(recipe.solver()).isEqualTo(BASE.solver());
  }

  @Test
  void theOrderOfTheLayersIsTheRecipes() {
    assertThat(with("--pooled=fire4=16,fire9=32").taps())
        .containsExactly(BASE.taps().get(0).withChannels(32), BASE.taps().get(1).withChannels(16));
  }
}
