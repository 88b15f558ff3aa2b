package io.frameflow.pipeline.frames;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Makes Flink use {@link SourceFrameSerializer} in place of a generic one. */
public final class SourceFrameType extends TypeInformation<SourceFrame> {
  private static final long serialVersionUID = 1L;

  @Override
  public TypeSerializer<SourceFrame> createSerializer(SerializerConfig config) {
    return new SourceFrameSerializer();
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<SourceFrame> getTypeClass() {
    return SourceFrame.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof SourceFrameType;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceFrameType;
  }

  @Override
  public int hashCode() {
    return SourceFrameType.class.hashCode();
  }

  @Override
  public String toString() {
    return "SourceFrame";
  }

  /** Lets Flink find this type by the class alone. */
  public static final class Factory extends TypeInfoFactory<SourceFrame> {
    @Override
    public TypeInformation<SourceFrame> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new SourceFrameType();
    }
  }
}
