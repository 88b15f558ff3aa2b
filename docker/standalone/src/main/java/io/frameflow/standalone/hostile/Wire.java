package io.frameflow.standalone.hostile;

import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.FrameLabels;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.topics.Topics;
import java.nio.ByteBuffer;

/** Records as bytes in the registry's wire format, of the frames topic and of others. */
final class Wire implements AutoCloseable {

  private final String topic;
  private final String prefix;
  private final AvroSerde<Frame> frames;
  private final AvroSerde<DeadLetter> deadLetters;
  private final AvroSerde<FrameLabels> labels;
  private final int frameId;

  /** Asks the registry for the id of the frames' schema. */
  Wire(RegistryOptions registry, String prefix) {
    this.prefix = prefix;
    topic = Topics.FRAMES.name(prefix);
    frames = AvroSerde.of(Frame.class, registry);
    deadLetters = AvroSerde.of(DeadLetter.class, registry);
    labels = AvroSerde.of(FrameLabels.class, registry);
    frameId = frames.prepareToWrite(topic);
  }

  byte[] bytes(Frame frame) {
    return frames.serializer().serialize(topic, frame);
  }

  byte[] bytes(DeadLetter letter) {
    return deadLetters.serializer().serialize(Topics.DEAD_LETTERS.name(prefix), letter);
  }

  byte[] bytes(FrameLabels truth) {
    return labels.serializer().serialize(Topics.LABELS.name(prefix), truth);
  }

  /** Magic byte, the id of the frames' schema, and whatever follows. */
  byte[] withFrameId(byte[] avro) {
    return ByteBuffer.allocate(5 + avro.length).put((byte) 0).putInt(frameId).put(avro).array();
  }

  /** The same record under another schema id. */
  static byte[] withId(byte[] record, int id) {
    return ByteBuffer.wrap(record.clone()).putInt(1, id).array();
  }

  @Override
  public void close() {
    frames.close();
    deadLetters.close();
    labels.close();
  }
}
