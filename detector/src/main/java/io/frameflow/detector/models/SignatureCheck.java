package io.frameflow.detector.models;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Compares a model's signature with the one that the detector calls.
 *
 * <p>DJL only warns about a missing signature and takes another one; here it is an error.
 */
final class SignatureCheck {

  private static final int ANY = -1;

  private SignatureCheck() {}

  static void check(Path file, MetaGraphDef graph, int classes) throws ModelPackageException {
    SignatureDef signature = graph.getSignatureDefMap().get(FrozenGraph.SIGNATURE);
    if (signature == null) {
      throw new ModelPackageException(
          file,
          "has no signature \"%s\", only %s"
              .formatted(
                  FrozenGraph.SIGNATURE, new TreeSet<>(graph.getSignatureDefMap().keySet())));
    }
    Map<String, TensorInfo> inputs = signature.getInputsMap();
    Map<String, TensorInfo> outputs = signature.getOutputsMap();
    keys(file, "inputs", inputs, FrozenGraph.IMAGES, FrozenGraph.ROIS);
    keys(file, "outputs", outputs, FrozenGraph.PROBABILITIES, FrozenGraph.BOX_DELTAS);
    tensor(file, inputs, FrozenGraph.IMAGES, DataType.DT_UINT8, ANY, ANY, ANY, 3);
    tensor(file, inputs, FrozenGraph.ROIS, DataType.DT_FLOAT, ANY, 5);
    tensor(file, outputs, FrozenGraph.PROBABILITIES, DataType.DT_FLOAT, ANY, classes + 1);
    tensor(file, outputs, FrozenGraph.BOX_DELTAS, DataType.DT_FLOAT, ANY, 4 * (classes + 1));
  }

  private static void keys(
      Path file, String kind, Map<String, TensorInfo> tensors, String first, String second)
      throws ModelPackageException {
    if (tensors.size() != 2 || !tensors.containsKey(first) || !tensors.containsKey(second)) {
      throw new ModelPackageException(
          file,
          "signature \"%s\" must have the %s %s and %s, but has %s"
              .formatted(
                  FrozenGraph.SIGNATURE, kind, first, second, new TreeSet<>(tensors.keySet())));
    }
  }

  private static void tensor(
      Path file, Map<String, TensorInfo> tensors, String key, DataType type, int... shape)
      throws ModelPackageException {
    TensorInfo info = tensors.get(key);
    if (info.getDtype() != type) {
      throw new ModelPackageException(
          file, "\"%s\" must be %s, but is %s".formatted(key, name(type), name(info.getDtype())));
    }
    if (!info.getTensorShape().getUnknownRank() && !matches(info.getTensorShape(), shape)) {
      throw new ModelPackageException(
          file,
          "\"%s\" must have the shape %s for the labels in model.json, but has %s"
              .formatted(key, render(shape), render(sizes(info.getTensorShape()))));
    }
  }

  /** A size that either side leaves open, or that is equal, for every axis. */
  private static boolean matches(TensorShapeProto found, int... wanted) {
    int[] sizes = sizes(found);
    boolean same = sizes.length == wanted.length;
    for (int i = 0; same && i < wanted.length; i++) {
      // an axis that the detector varies must be open in the model too
      same = wanted[i] == ANY ? sizes[i] < 0 : sizes[i] < 0 || sizes[i] == wanted[i];
    }
    return same;
  }

  private static int[] sizes(TensorShapeProto shape) {
    return shape.getDimList().stream().mapToInt(dim -> (int) dim.getSize()).toArray();
  }

  private static String name(DataType type) {
    return type.name().replace("DT_", "").toLowerCase(Locale.ROOT);
  }

  private static String render(int... shape) {
    StringBuilder text = new StringBuilder("[");
    for (int size : shape) {
      text.append(text.length() == 1 ? "" : ", ").append(size < 0 ? "?" : size);
    }
    return text.append(']').toString();
  }
}
