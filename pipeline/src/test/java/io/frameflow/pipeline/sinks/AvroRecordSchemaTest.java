package io.frameflow.pipeline.sinks;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.pipeline.frames.Records;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.serdes.RegistryUnavailableException;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class AvroRecordSchemaTest {

  @Test
  void itTravelsToTheTaskAndFailsThereWithoutARegistry()
      throws IOException, ClassNotFoundException {
    AvroRecordSchema<Frame> schema =
        InstantiationUtil.clone(
            new AvroRecordSchema<>(
                Records.TOPIC,
                Frame.class,
                Frame::getCameraId,
                new RegistryOptions("http://127.0.0.1:1", false, Map.of("max.retries", "0"))));
    schema.open(null, null);

    assertThatThrownBy(() -> schema.serialize(Records.frame("gate-1", 0), null, 5L))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("127.0.0.1:1");
  }
}
