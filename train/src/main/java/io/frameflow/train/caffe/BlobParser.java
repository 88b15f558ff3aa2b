package io.frameflow.train.caffe;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.frameflow.train.caffe.CaffeBlob.Run;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads one message {@code BlobProto}, but for its values: of those only the places are noted.
 *
 * <p>Its fields: num 1, channels 2, height 3, width 4 (the shape in old files), data 5, diff 6,
 * shape 7 (with dim 1), double_data 8, double_diff 9. Values come before the shape.
 */
final class BlobParser {

  private static final int WIDTH = 4;
  private static final int DATA = 5;
  private static final int SHAPE = 7;
  private static final int DOUBLE_DATA = 8;
  private static final int DIM = 1;

  private final CodedInputStream in;
  private final long[] legacy = new long[WIDTH];
  private final List<Long> dims = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();
  private boolean hasShape;

  private BlobParser(CodedInputStream in) {
    this.in = in;
  }

  /**
   * Reads the message up to the end of its bytes.
   *
   * @param file all of it, for the values
   */
  static CaffeBlob parse(ByteBuffer file, CodedInputStream in) throws IOException {
    BlobParser parser = new BlobParser(in);
    Messages.read(in, parser::field);
    long[] shape =
        parser.hasShape ? parser.dims.stream().mapToLong(Long::longValue).toArray() : parser.legacy;
    CaffeBlob blob = new CaffeBlob(file, shape, parser.runs);
    if (blob.count() != size(shape)) {
      throw new InvalidProtocolBufferException(
          "a blob of shape %s holds %d values".formatted(Arrays.toString(shape), blob.count()));
    }
    return blob;
  }

  /** -1 for a shape that no array can have. */
  private static long size(long[] shape) {
    long size = 1;
    for (long side : shape) {
      if (side < 0 || side > Integer.MAX_VALUE || size > Integer.MAX_VALUE) {
        return -1;
      }
      size *= side;
    }
    return size;
  }

  private void field(int tag) throws IOException {
    int field = WireFormat.getTagFieldNumber(tag);
    if (field <= WIDTH) {
      legacy[field - 1] = in.readInt64();
    } else if (field == DATA) {
      values(tag, Float.BYTES);
    } else if (field == DOUBLE_DATA) {
      values(tag, Double.BYTES);
    } else if (field == SHAPE) {
      hasShape = true;
      Messages.nested(in, () -> Messages.read(in, this::dimension));
    } else {
      in.skipField(tag);
    }
  }

  private void dimension(int tag) throws IOException {
    if (WireFormat.getTagFieldNumber(tag) != DIM) {
      in.skipField(tag);
    } else if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      Messages.nested(
          in,
          () -> {
            while (!in.isAtEnd()) {
              dims.add(in.readInt64());
            }
          });
    } else {
      dims.add(in.readInt64());
    }
  }

  private void values(int tag, int width) throws IOException {
    boolean packed = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    int bytes = packed ? in.readRawVarint32() : width;
    int offset = in.getTotalBytesRead();
    in.skipRawBytes(bytes);
    if (bytes % width != 0) {
      throw new InvalidProtocolBufferException("a blob's values end within a number");
    }
    add(new Run(offset, bytes / width, packed ? width : width + 1, width == Double.BYTES), packed);
  }

  /** Joins values that are not packed to those before: there may be millions. */
  private void add(Run run, boolean packed) {
    Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
    if (!packed && last != null && last.step() == run.step() && last.end() == run.offset()) {
      runs.set(runs.size() - 1, new Run(last.offset(), last.count() + 1, last.step(), last.wide()));
    } else {
      runs.add(run);
    }
  }
}
