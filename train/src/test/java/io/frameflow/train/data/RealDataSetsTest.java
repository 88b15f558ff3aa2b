package io.frameflow.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.train.data.formats.DataSets;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealDataSetsTest {

  @Test
  void readsBloodCells() throws IOException {
    DataSet train = DataSets.open(RealData.require("bccd"), "train", null);
    DataSet val = DataSets.open(RealData.require("bccd"), "val", train.labels());

    assertThat(train.labels()).containsExactly("Platelets", "RBC", "WBC");
    assertThat(train.images()).hasSize(205);
    assertThat(val.images()).hasSize(87);
    assertThat(train.check().degenerate().count() + val.check().degenerate().count()).isEqualTo(2);
    assertThat(train.check().wrongSizes().isEmpty()).isTrue();
    assertThat(train.check().cut().isEmpty()).isTrue();
  }

  @Test
  void readsRaccoons() throws IOException {
    DataSet train = DataSets.open(RealData.require("raccoon"), "train", null);
    DataSet val = DataSets.open(RealData.require("raccoon"), "val", List.of("raccoon"));

    assertThat(train.labels()).containsExactly("raccoon");
    assertThat(train.images()).hasSize(120);
    assertThat(val.images()).hasSize(30);
    assertThat(train.check().objects()).isGreaterThanOrEqualTo(120);
  }
}
