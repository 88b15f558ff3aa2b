package io.frameflow.bench.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.bench.measuring.Contender.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

  @Test
  void ratiosAreTakenRoundByRound() {
    // The machine slows down threefold in the second round: the ratio does not show it.
    Times ours = times("ours", Role.OURS, 0, 10, 30, 10);
    Times peer = times("peer", Role.PEER, 0, 20, 60, 21);
    List<Row> rows = Row.of(List.of(ours, peer));
    assertThat(rows.get(0).ratio().median()).isEqualTo(1);
    assertThat(rows.get(1).ratio().median()).isEqualTo(2);
    assertThat(rows.get(1).ratio().most()).isEqualTo(2.1, within(1e-12));
  }

  @Test
  void theFirstOfOursIsTheMeasure() {
    List<Row> rows =
        Row.of(
            List.of(
                times("peer", Role.PEER, 0, 30),
                times("ours", Role.OURS, 0, 10),
                times("another of ours", Role.OURS, 0, 20)));
    assertThat(rows).extracting(row -> row.ratio().median()).containsExactly(3.0, 1.0, 2.0);
  }

  @Test
  void sharesAreOfTheFastestLimit() {
    List<Row> rows =
        Row.of(
            List.of(
                times("slow limit", Role.LIMIT, 1000, 100, 100),
                times("fast limit", Role.LIMIT, 1000, 50, 100),
                times("ours", Role.OURS, 600, 100, 100)));
    assertThat(rows.get(2).shareOfLimit()).isEqualTo((.3 + .6) / 2, within(1e-12));
    assertThat(rows.get(2).gigaMultiplyAddsPerSecond()).isEqualTo(6);
    assertThat(rows.get(0).ratio()).isNull();
  }

  @Test
  void withoutALimitOrACountThereIsNoShare() {
    assertThat(Row.of(List.of(times("ours", Role.OURS, 600, 100))).get(0).shareOfLimit()).isNull();
    List<Row> rows =
        Row.of(List.of(times("limit", Role.LIMIT, 10, 1), times("ours", Role.OURS, 0, 1)));
    assertThat(rows.get(1).shareOfLimit()).isNull();
  }

  @Test
  void timesAreToldInMilliseconds() {
    assertThat(times("ours", Role.OURS, 0, 2_500_000).millis().median()).isEqualTo(2.5);
  }

  private static Times times(String name, Role role, long multiplyAdds, double... nanos) {
    Contender contender = new Contender(name, "", role, item -> 0, item -> multiplyAdds, "");
    double[] rates = new double[nanos.length];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = multiplyAdds / nanos[i];
    }
    return new Times(contender, nanos, rates);
  }
}
