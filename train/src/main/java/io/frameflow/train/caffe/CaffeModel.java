package io.frameflow.train.caffe;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The layers of a {@code .caffemodel} that have weights. The file is mapped and only its structure
 * is read: half a gigabyte of values stays outside the heap until it is asked for.
 *
 * <p>Fields of {@code NetParameter}: name 1, layers 2 (until 2014: {@code V1LayerParameter}, name
 * 4, blobs 6), layer 100 ({@code LayerParameter}, name 1, blobs 7).
 */
public final class CaffeModel {

  /**
   * Where the kinds of layer keep what is needed.
   *
   * @param oldest field of the message of Caffe's first year, or 0
   */
  private record LayerFields(int name, int blobs, int oldest) {}

  private static final LayerFields OLD = new LayerFields(4, 6, 1);
  private static final LayerFields NEW = new LayerFields(1, 7, 0);

  private static final int NAME = 1;
  private static final int OLD_LAYERS = 2;
  private static final int LAYERS = 100;

  private final ByteBuffer bytes;
  private final CodedInputStream in;
  private final Map<String, List<CaffeBlob>> layers = new LinkedHashMap<>();
  private String name = "";

  private CaffeModel(ByteBuffer bytes) {
    this.bytes = bytes;
    this.in = CodedInputStream.newInstance(bytes.duplicate());
  }

  /**
   * Reads a file's structure.
   *
   * @throws CaffeModelException if it is no such file, or is broken off
   */
  public static CaffeModel open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new CaffeModelException(file, "no such weights file");
    }
    CaffeModel model;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new CaffeModelException(file, "no Caffe model, for those end at 2 GB");
      }
      MappedByteBuffer bytes = channel.map(MapMode.READ_ONLY, 0, channel.size());
      model = new CaffeModel(bytes.order(ByteOrder.LITTLE_ENDIAN));
    }
    try {
      Messages.read(model.in, model::field);
    } catch (InvalidProtocolBufferException e) {
      throw new CaffeModelException(
          file,
          "no Caffe model, or broken off after %d bytes: %s"
              .formatted(Files.size(file), e.getMessage()),
          e);
    }
    if (model.layers.isEmpty()) {
      throw new CaffeModelException(file, "no Caffe model: it has no layer with weights");
    }
    return model;
  }

  /** What the file calls the network; often empty. */
  public String name() {
    return name;
  }

  /** Blobs by layer name, in the file's order. */
  public Map<String, List<CaffeBlob>> layers() {
    return Collections.unmodifiableMap(layers);
  }

  private void field(int tag) throws IOException {
    switch (WireFormat.getTagFieldNumber(tag)) {
      case NAME -> name = in.readString();
      case OLD_LAYERS -> Messages.nested(in, () -> layer(OLD));
      case LAYERS -> Messages.nested(in, () -> layer(NEW));
      default -> in.skipField(tag);
    }
  }

  private void layer(LayerFields fields) throws IOException {
    String[] layer = {""};
    List<CaffeBlob> blobs = new ArrayList<>();
    Messages.read(
        in,
        tag -> {
          int field = WireFormat.getTagFieldNumber(tag);
          if (field == fields.oldest()) {
            throw new InvalidProtocolBufferException(
                "layers of the format of 2013; convert it with Caffe's"
                    + " upgrade_net_proto_binary first");
          } else if (field == fields.name()) {
            layer[0] = in.readString();
          } else if (field == fields.blobs()) {
            Messages.nested(in, () -> blobs.add(blob(layer[0], blobs.size())));
          } else {
            in.skipField(tag);
          }
        });
    if (!blobs.isEmpty()) {
      layers.put(layer[0], List.copyOf(blobs));
    }
  }

  private CaffeBlob blob(String layer, int index) throws IOException {
    try {
      return BlobParser.parse(bytes, in);
    } catch (InvalidProtocolBufferException e) {
      throw new InvalidProtocolBufferException(
          "layer %s, blob %d: %s".formatted(layer, index, e.getMessage()));
    }
  }
}
