package io.frameflow.pipeline.operator;

import static io.frameflow.pipeline.frames.Records.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.Picture;
import io.frameflow.pipeline.frames.Records;
import io.frameflow.pipeline.frames.Refusal;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.waiting.Clocks;
import io.frameflow.pipeline.waiting.PendingFrame;
import io.frameflow.schemas.DeadLetterReason;
import io.frameflow.schemas.ModelIdentity;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Large pictures cost themselves at most, never the process. */
class DecodingMemoryTest {
  private static final FramePreparation PREPARATION =
      new FramePreparation(new NoRoom(), Clocks.SYSTEM);

  @Test
  void aBatchOfUsualPicturesStaysWhole() {
    assertThat(sizes(DecodingMemory.split(batch(Collections.nCopies(8, jpeg(1920, 1080))))))
        .containsExactly(8);
  }

  @Test
  void largePicturesAreDecodedOneAfterTheOther() {
    assertThat(sizes(DecodingMemory.split(batch(Collections.nCopies(3, jpeg(7680, 4320))))))
        .containsExactly(1, 1, 1);
    assertThat(
            sizes(
                DecodingMemory.split(
                    batch(
                        List.of(
                            jpeg(640, 480),
                            jpeg(7680, 4300),
                            jpeg(7680, 4320),
                            jpeg(640, 480),
                            jpeg(640, 480))))))
        .containsExactly(1, 1, 1, 2);
  }

  @Test
  void whatIsNoPictureCostsNothing() {
    List<PendingFrame> batch = batch(List.of(jpeg(7680, 4320), new byte[0], new byte[] {1, 2}));
    batch.add(pending(new SourceFrame.Refused(Records.record(9, "a", null), refusal())));
    assertThat(sizes(DecodingMemory.split(batch))).containsExactly(4);
  }

  @Test
  void aLargePictureThatFindsNoRoomIsRefused() {
    PreparedFrame large = PREPARATION.prepare(ByteBuffer.wrap(jpeg(7680, 4320)));
    assertThat(large.refusal().reason()).isEqualTo(DeadLetterReason.IMAGE_TOO_LARGE);
    assertThat(large.refusal().message()).contains("33177600").contains("heap");

    assertThat(PREPARATION.prepare(ByteBuffer.wrap(new byte[1])).ready()).isTrue();
  }

  @Test
  void aHeapThatHasNoRoomForASmallPictureIsNotThePicturesFault() {
    ByteBuffer small = ByteBuffer.wrap(jpeg(640, 480));
    assertThatThrownBy(() -> PREPARATION.prepare(small)).isInstanceOf(OutOfMemoryError.class);
  }

  /** A model that never finds memory for what has a header. */
  private static final class NoRoom implements FrameModel {
    @Override
    public ModelIdentity identity() {
      return new ModelIdentity("no room", "1", "");
    }

    @Override
    public Image decode(byte[] jpeg) {
      if (jpeg.length > 1) {
        throw new OutOfMemoryError("Java heap space");
      }
      return new Image(1, 1, new byte[3]);
    }

    @Override
    public Boxes propose(Picture image) {
      return Boxes.of(0, 0, image.width(), image.height());
    }

    @Override
    public List<ImageDetections> detect(List<Picture> images, List<Boxes> proposals) {
      return List.of();
    }

    @Override
    public void close() {}
  }

  private static List<PendingFrame> batch(List<byte[]> jpegs) {
    List<PendingFrame> batch = new ArrayList<>();
    for (byte[] jpeg : jpegs) {
      batch.add(pending(valid("a", batch.size(), jpeg)));
    }
    return batch;
  }

  private static PendingFrame pending(SourceFrame frame) {
    return new PendingFrame(frame, 0, 0);
  }

  private static List<Integer> sizes(List<List<PendingFrame>> parts) {
    return parts.stream().map(List::size).toList();
  }

  private static Refusal refusal() {
    return new Refusal(DeadLetterReason.SCHEMA, "broken");
  }

  /** The beginning of a JPEG, up to its frame header. */
  private static byte[] jpeg(int width, int height) {
    return ByteBuffer.allocate(15)
        .putInt(0xffd8ffc0)
        .putShort((short) 11)
        .put((byte) 8)
        .putShort((short) height)
        .putShort((short) width)
        .put(new byte[] {1, 1, 0x11, 0})
        .array();
  }
}
