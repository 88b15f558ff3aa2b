package io.frameflow.connectors.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LightTest {
  @Test
  void aDayHasSunAndDusk() {
    for (long seed = 0; seed < 10; seed++) {
      double most = 0;
      double least = 1;
      double darkest = 0;
      double jump = 0;
      Light before = Light.at(seed, 0);
      for (int second = 1; second <= Light.DAY_SECONDS; second++) {
        Light light = Light.at(seed, second);
        most = Math.max(most, light.sun());
        least = Math.min(least, light.sun());
        darkest = Math.max(darkest, light.dusk());
        jump = Math.max(jump, Math.abs(light.sun() - before.sun()));
        jump = Math.max(jump, Math.abs(light.dusk() - before.dusk()));
        assertThat(Math.hypot(Math.hypot(light.toSunX(), light.toSunY()), light.toSunZ()))
            .isCloseTo(1, within(1e-9));
        before = light;
      }
      assertThat(darkest).as("dusk, seed %d", seed).isGreaterThan(0.95);
      assertThat(most - least).as("sun, seed %d", seed).isGreaterThan(0.3);
      assertThat(jump).as("nothing jumps, seed %d", seed).isLessThan(0.06);
    }
  }

  @Test
  void toneCurvesRiseAndKeepLampsBrightAtDusk() {
    Light noon = new Light(0, 0, 1, 1, 0);
    Light night = new Light(0, 0, 1, 0, 1);
    for (int[] curve : night.curves(1)) {
      assertThat(curve).isSorted().hasSize(256);
    }
    assertThat(night.curves(1)[0][100]).isLessThan(noon.curves(1)[0][100] - 20);
    assertThat(night.curves(1)[0][255]).isGreaterThan(200);
  }
}
