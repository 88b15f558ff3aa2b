package io.frameflow.bench.gpu;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.measuring.Contender.Role;
import io.frameflow.bench.network.NetworkPart;
import io.frameflow.bench.stages.Stage;
import java.util.List;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.tensorflow.proto.MetaGraphDef;

/**
 * Everybody's way of running a part of the network on a batch: ours as it is served, ours in 16-bit
 * floating point, libtorch.
 *
 * @param gpu whether the device is a GPU
 * @param batch pictures
 * @param multiplyAdds of one picture
 */
record DevicePart(
    MetaGraphDef meta, NetworkPart part, Sample input, boolean gpu, int batch, long multiplyAdds) {

  static final String OURS = "Frameflow";
  private static final String TORCH = "libtorch";

  /** Sums in another order, of factors rounded to TF32. */
  private static final double EXACT = .01;

  private static final double ROUNDED = .25;

  /** Lets all in; who cannot run is told of. */
  void enter(Stage stage, Settings settings, boolean torch) {
    ResidentPart[] ours = new ResidentPart[1];
    stage.invite(
        OURS,
        "fp32",
        open -> {
          ours[0] = open.hold(new ResidentPart(meta, part, input, settings.fp32()));
          add(open, OURS, "fp32", Role.OURS, ours[0]::run, "");
        });
    if (gpu) {
      stage.invite(
          OURS + ", not as served",
          "fp16",
          open -> {
            ResidentPart half = open.hold(new ResidentPart(meta, part, input, settings.fp16()));
            add(open, OURS + ", not as served", "fp16", Role.OURS, half::run, "");
          });
    }
    if (torch && ours[0] != null) {
      List<float[]> exact = batch == 1 ? ours[0].outputs() : List.of();
      enterTorch(stage, ScalarType.Float, "fp32", EXACT, exact);
      if (gpu) {
        enterTorch(stage, ScalarType.Half, "fp16", ROUNDED, exact);
      }
      enterTorch(stage, ScalarType.BFloat16, "bf16", ROUNDED, exact);
    }
  }

  private void enterTorch(
      Stage stage, ScalarType format, String word, double tolerance, List<float[]> exact) {
    stage.invite(
        TORCH,
        word,
        open -> {
          TorchPart peer =
              open.hold(new TorchPart(meta, part, input, format, TorchPart.device(gpu)));
          String remark = exact.isEmpty() ? "" : peer.deviation(exact).atMost(tolerance).text();
          add(open, TORCH, word, Role.PEER, peer::run, remark);
        });
  }

  /** Whoever runs out of memory does so before anybody is timed. */
  private void add(
      Stage stage, String name, String precision, Role role, Runnable once, String remark) {
    once.run();
    stage.add(
        new Contender(
            name, precision, role, item -> nanos(once) / batch, item -> multiplyAdds, remark));
  }

  private static long nanos(Runnable once) {
    long start = System.nanoTime();
    once.run();
    return System.nanoTime() - start;
  }
}
