package io.frameflow.detector.models;

import java.util.Set;

/**
 * The TensorFlow operations that a model may be made of: pure functions of tensors.
 *
 * <p>A SavedModel is a program. Operations that read or write files, call Python, keep state or
 * talk to other machines are left out, and so is whatever a detector does not need.
 */
final class AllowedOps {

  private static final Set<String> LAYERS =
      Set.of(
          "AvgPool",
          "BatchMatMulV2",
          "BiasAdd",
          "Conv2D",
          "CropAndResize",
          "DepthwiseConv2dNative",
          "Einsum",
          "Elu",
          "FusedBatchNormV3",
          "LRN",
          "LeakyRelu",
          "MatMul",
          "MaxPool",
          "MaxPoolV2",
          "Relu",
          "Relu6",
          "ResizeBilinear",
          "ResizeNearestNeighbor",
          "Selu",
          "Sigmoid",
          "Softmax",
          "Softplus",
          "Tanh");

  private static final Set<String> ARITHMETIC =
      Set.of(
          "Abs",
          "Add",
          "AddN",
          "AddV2",
          "All",
          "Any",
          "ArgMax",
          "ArgMin",
          "Cast",
          "Ceil",
          "ClipByValue",
          "Cumsum",
          "Div",
          "DivNoNan",
          "Equal",
          "Exp",
          "Floor",
          "FloorDiv",
          "FloorMod",
          "Greater",
          "GreaterEqual",
          "Inv",
          "IsFinite",
          "IsNan",
          "Less",
          "LessEqual",
          "Log",
          "Log1p",
          "LogicalAnd",
          "LogicalNot",
          "LogicalOr",
          "Max",
          "Maximum",
          "Mean",
          "Min",
          "Minimum",
          "Mod",
          "Mul",
          "Neg",
          "NotEqual",
          "Pow",
          "Prod",
          "RealDiv",
          "Reciprocal",
          "Round",
          "Rsqrt",
          "SegmentMax",
          "Sign",
          "Sqrt",
          "Square",
          "SquaredDifference",
          "Sub",
          "Sum",
          "TruncateDiv",
          "TruncateMod",
          "UnsortedSegmentMax");

  private static final Set<String> BITS =
      Set.of(
          "Bitcast", "BitwiseAnd", "BitwiseOr", "BitwiseXor", "Invert", "LeftShift", "RightShift");

  private static final Set<String> SHAPES =
      Set.of(
          "BroadcastTo",
          "Concat",
          "ConcatV2",
          "Const",
          "ExpandDims",
          "Fill",
          "Gather",
          "GatherNd",
          "GatherV2",
          "Identity",
          "IdentityN",
          "MirrorPad",
          "NoOp",
          "OneHot",
          "OnesLike",
          "Pack",
          "Pad",
          "PadV2",
          "Placeholder",
          "PlaceholderWithDefault",
          "Range",
          "Rank",
          "Reshape",
          "ReverseV2",
          "ScatterNd",
          "Select",
          "SelectV2",
          "Shape",
          "ShapeN",
          "Size",
          "Slice",
          "Snapshot",
          "Split",
          "SplitV",
          "Squeeze",
          "StopGradient",
          "StridedSlice",
          "Tile",
          "TopKV2",
          "Transpose",
          "Unpack",
          "Where",
          "ZerosLike");

  private AllowedOps() {}

  static boolean contains(String op) {
    return LAYERS.contains(op)
        || ARITHMETIC.contains(op)
        || BITS.contains(op)
        || SHAPES.contains(op);
  }
}
