package io.frameflow.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealDataSetsTest {

  @Test
  void readsBloodCells() throws IOException {
    VocDataSet train = VocDataSet.read(RealData.require("bccd"), "train", null);
    VocDataSet val = VocDataSet.read(RealData.require("bccd"), "val", train.labels());

    assertThat(train.labels()).containsExactly("Platelets", "RBC", "WBC");
    assertThat(train.images()).hasSize(205);
    assertThat(val.images()).hasSize(87);
    assertThat(train.check().degenerate().size() + val.check().degenerate().size()).isEqualTo(2);
    assertThat(train.check().wrongSizes()).isEmpty();
    assertThat(train.check().cut()).isEmpty();
  }

  @Test
  void readsRaccoons() throws IOException {
    VocDataSet train = VocDataSet.read(RealData.require("raccoon"), "train", null);
    VocDataSet val = VocDataSet.read(RealData.require("raccoon"), "val", List.of("raccoon"));

    assertThat(train.labels()).containsExactly("raccoon");
    assertThat(train.images()).hasSize(120);
    assertThat(val.images()).hasSize(30);
    assertThat(train.check().objects()).isGreaterThanOrEqualTo(120);
  }
}
