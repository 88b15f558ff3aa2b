package io.frameflow.bench.gpu;

import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** What there must be before anything can run on an NVIDIA GPU; the first that lacks is told. */
public final class GpuRequirements {

  private static final String DRIVER = "libcuda.so.1";
  private static final Path KERNEL_DRIVER = Path.of("/proc/driver/nvidia/version");
  private static final Path CARDS = Path.of("/proc/driver/nvidia/gpus");
  private static final List<Path> LIBRARY_FOLDERS =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu"),
          Path.of("/usr/lib64"),
          Path.of("/usr/lib"),
          Path.of("/usr/lib/wsl/lib"),
          Path.of("/usr/local/nvidia/lib64"));
  private static final String NATIVES = "native/lib/tensorflow.properties";

  private GpuRequirements() {}

  /**
   * Loads TensorFlow on the GPU.
   *
   * @param threads of TensorFlow on the processor
   * @return the card's name
   * @throws IOException with one line that says what is missing and how to get it
   */
  public static String require(int threads) throws IOException {
    Optional<String> missing = missing(driver(), natives());
    if (missing.isPresent()) {
      throw new IOException(missing.get());
    }
    TensorFlowRuntime.load(threads);
    if (!TensorFlowRuntime.onGpu()) {
      throw new IOException(
          "there are a driver and CUDA natives, but TensorFlow finds no GPU: it needs libcudart 12,"
              + " cublas 12, cufft 11, cusolver 11, cusparse 12 and cudnn 8 on LD_LIBRARY_PATH");
    }
    return GpuName.of(CARDS);
  }

  /**
   * What lacks before TensorFlow is loaded, if anything does.
   *
   * @param driver whether NVIDIA's driver is there
   * @param natives classifiers of TensorFlow's natives on the class path, such as {@code
   *     cu121-linux-x86_64}
   */
  static Optional<String> missing(boolean driver, List<String> natives) {
    if (!driver) {
      return Optional.of(
          "no NVIDIA GPU here: neither "
              + KERNEL_DRIVER
              + " nor "
              + DRIVER
              + " is there; run FRAMEFLOW_CUDA=1 ./frameflow bench gpu on a machine with a GPU and"
              + " its driver, or rehearse it with --device cpu");
    }
    if (natives.stream().noneMatch(classifier -> classifier.startsWith("cu"))) {
      return Optional.of(
          "this build has TensorFlow's natives for processors alone; FRAMEFLOW_CUDA=1 ./frameflow"
              + " bench gpu builds it with those for CUDA 12, which it fetches (1 GB)");
    }
    return Optional.empty();
  }

  private static boolean driver() {
    String path = System.getenv("LD_LIBRARY_PATH");
    Stream<Path> own =
        path == null
            ? Stream.empty()
            : Stream.of(path.split(":")).filter(folder -> !folder.isEmpty()).map(Path::of);
    return driver(KERNEL_DRIVER, Stream.concat(own, LIBRARY_FOLDERS.stream()).toList());
  }

  /** Either the kernel's part of the driver or the library that programs load. */
  static boolean driver(Path kernel, List<Path> folders) {
    return Files.exists(kernel)
        || folders.stream().anyMatch(folder -> Files.exists(folder.resolve(DRIVER)));
  }

  private static List<String> natives() throws IOException {
    ClassLoader loader = GpuRequirements.class.getClassLoader();
    Stream.Builder<String> classifiers = Stream.builder();
    for (URL url : Collections.list(loader.getResources(NATIVES))) {
      Properties properties = new Properties();
      try (Reader in = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
        properties.load(in);
      }
      classifiers.add(properties.getProperty("classifier", ""));
    }
    return classifiers.build().toList();
  }
}
