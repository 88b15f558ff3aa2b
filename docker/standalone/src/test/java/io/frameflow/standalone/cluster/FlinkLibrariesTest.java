package io.frameflow.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkLibrariesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flink-runtime-2.2.1.jar",
        "flink-connector-datagen-2.2.1.jar",
        "flink-shaded-zookeeper-3-3.7.2-20.0.jar",
        "log4j-core-2.25.3.jar",
        "tensorflow-core-native-1.0.0-linux-x86_64.jar",
        "api-0.36.0.jar",
        "javacpp-1.5.13.jar",
        "jna-5.17.0.jar"
      })
  void flinkAndTheNativesAreOnTheCluster(String jar) {
    assertThat(FlinkLibraries.belongs(jar)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frameflow-pipeline-0.1.0-SNAPSHOT.jar",
        "flink-connector-kafka-5.0.0-2.2.jar",
        "flink-connector-base-2.2.1.jar",
        "flink-avro-2.2.1.jar",
        "avro-1.12.1.jar",
        "kafka-clients-4.2.2.jar",
        "jackson-databind-2.21.1.jar",
        "jetty-server-12.1.12.jar"
      })
  void whatTheJobBringsAlongIsNot(String jar) {
    assertThat(FlinkLibraries.belongs(jar)).isFalse();
  }
}
