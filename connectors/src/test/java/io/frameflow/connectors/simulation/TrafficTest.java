package io.frameflow.connectors.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficTest {
  private static List<Standing> vehicles(List<Standing> all) {
    return all.stream().filter(s -> s.figure().length() > 3).toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void vehiclesOfALaneNeverTouch(long seed) {
    Traffic traffic = new Traffic(StreetPlan.of(seed, 640, 480));
    for (double seconds = 0; seconds < 300; seconds += 1.7) {
      Map<Double, List<Standing>> lanes =
          vehicles(traffic.at(seconds)).stream().collect(Collectors.groupingBy(s -> s.pose().y()));
      for (List<Standing> lane : lanes.values()) {
        for (Standing a : lane) {
          for (Standing b : lane) {
            if (a.id() != b.id()) {
              double gap =
                  Math.abs(a.pose().x() - b.pose().x())
                      - (a.figure().length() + b.figure().length()) / 2;
              assertThat(gap).as("%s and %s at %s s", a, b, seconds).isPositive();
            }
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void figuresComeAndGoOnlyAtTheEndsOfTheirWay(long seed) {
    Traffic traffic = new Traffic(StreetPlan.of(seed, 640, 480));
    Map<Long, Double> last = new HashMap<>();
    int gone = 0;
    for (int step = 0; step < 600; step++) {
      Map<Long, Double> now = new HashMap<>();
      for (Standing standing : traffic.at(step * 0.1)) {
        now.put(standing.id(), standing.pose().x());
        Double before = last.get(standing.id());
        if (before != null) {
          double moved = (standing.pose().x() - before) * standing.pose().direction();
          assertThat(moved).as("%s moves ahead", standing).isBetween(0.0, 1.5);
        }
      }
      gone += (int) last.keySet().stream().filter(id -> !now.containsKey(id)).count();
      last = now;
    }
    assertThat(gone).as("some have left").isGreaterThan(5);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void theFarthestComesFirst(long seed) {
    Traffic traffic = new Traffic(StreetPlan.of(seed, 640, 480));
    for (int second = 0; second < 60; second++) {
      assertThat(traffic.at(second))
          .isSortedAccordingTo((a, b) -> Double.compare(b.pose().y(), a.pose().y()));
    }
  }
}
