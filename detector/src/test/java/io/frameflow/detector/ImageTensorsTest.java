package io.frameflow.detector;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImageTensorsTest {

  private NDManager memory;
  private ImageTensors tensors;

  @BeforeEach
  void open() throws IOException {
    TensorFlowRuntime.load();
    memory = NDManager.newBaseManager(Device.cpu(), "TensorFlow");
    tensors = new ImageTensors(memory);
  }

  @AfterEach
  void close() {
    tensors.close();
    assertThat(memory.getManagedArrays()).isEmpty();
    memory.close();
  }

  @Test
  void whatIsPaintedIsWhatTensorFlowReads() {
    tensors.of(2, 1, 3).put(0, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}).put(17, (byte) 200);
    assertThat(tensors.array().getShape()).isEqualTo(new Shape(2, 1, 3, 3));
    assertThat(tensors.array().toByteArray()).startsWith(1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(tensors.array().toByteArray()).endsWith(200 - 256);
  }

  @Test
  void aSizeThatComesAgainLiesWhereItLay() {
    tensors.of(1, 2, 2).put(11, (byte) 42);
    tensors.of(1, 2, 4);
    assertThat(tensors.array().getShape()).isEqualTo(new Shape(1, 2, 4, 3));
    assertThat(tensors.of(1, 2, 2).get(11)).isEqualTo((byte) 42);
    assertThat(tensors.array().getShape()).isEqualTo(new Shape(1, 2, 2, 3));
    assertThat(memory.getManagedArrays()).hasSize(2);
  }

  @Test
  void sizesThatNobodyUsesGiveTheirMemoryBack() {
    tensors.of(1, 1, 1).put(0, (byte) 7);
    for (int width = 2; width < 30; width++) {
      tensors.of(1, 1, width);
      // used all the time, so it stays
      assertThat(tensors.of(1, 1, 1).get(0)).isEqualTo((byte) 7);
    }
    assertThat(memory.getManagedArrays()).hasSize(8);
  }
}
