package io.frameflow.pipeline.frames;

import io.frameflow.schemas.DeadLetterReason;
import io.frameflow.schemas.Frame;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;

/**
 * Moves {@link SourceFrame}s between tasks, which happens only where the job's chain was cut: no
 * state holds them, so the form may change with any release.
 *
 * <p>Layout: the record, then 0 and the {@link Frame} in Avro, or 1, the reason's name and the
 * message.
 */
public final class SourceFrameSerializer extends TypeSerializer<SourceFrame> {
  private static final long serialVersionUID = 1L;
  private static final byte VALID = 0;
  private static final byte REFUSED = 1;

  // It keeps buffers between calls, so each thread has its own; see duplicate().
  private final AvroSerializer<Frame> frames = new AvroSerializer<>(Frame.class);

  @Override
  public void serialize(SourceFrame frame, DataOutputView out) throws IOException {
    SourceRecordFormat.write(frame.record(), out);
    if (frame instanceof SourceFrame.Valid valid) {
      out.writeByte(VALID);
      frames.serialize(valid.frame(), out);
    } else if (frame instanceof SourceFrame.Refused refused) {
      out.writeByte(REFUSED);
      out.writeUTF(refused.refusal().reason().name());
      out.writeUTF(refused.refusal().message());
    }
  }

  @Override
  public SourceFrame deserialize(DataInputView in) throws IOException {
    SourceRecord record = SourceRecordFormat.read(in);
    byte kind = in.readByte();
    return switch (kind) {
      case VALID -> new SourceFrame.Valid(record, frames.deserialize(in));
      case REFUSED ->
          new SourceFrame.Refused(
              record, new Refusal(DeadLetterReason.valueOf(in.readUTF()), in.readUTF()));
      default -> throw new IOException("no SourceFrame starts with kind " + kind);
    };
  }

  @Override
  public SourceFrame deserialize(SourceFrame reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  /** Nobody changes a frame once it is made, so one instance serves all. */
  @Override
  public SourceFrame copy(SourceFrame from) {
    return from;
  }

  @Override
  public SourceFrame copy(SourceFrame from, SourceFrame reuse) {
    return from;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<SourceFrame> duplicate() {
    return new SourceFrameSerializer();
  }

  @Override
  public SourceFrame createInstance() {
    return null;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceFrameSerializer;
  }

  @Override
  public int hashCode() {
    return SourceFrameSerializer.class.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<SourceFrame> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The serializer has no settings to remember. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SourceFrame> {
    public Snapshot() {
      super(SourceFrameSerializer::new);
    }
  }
}
