package io.frameflow.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.tensorflow.engine.TfEngine;
import io.frameflow.detector.Detector;
import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.images.ImageLimits;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.FlinkUserCodeClassLoaders;
import org.apache.flink.util.MutableURLClassLoader;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.tensorflow.TensorFlow;

/**
 * With the class loaders that a TaskManager makes for a job, from a job's jars of several kinds.
 */
class NativePlacementTest {
  private static final List<Class<?>> OURS = List.of(NativePlacement.class, Detector.class);
  private static final List<Class<?>> TENSORFLOW =
      List.of(Engine.class, TfEngine.class, TensorFlow.class, Loader.class);

  @Test
  void withoutAClusterEverythingIsInPlace() {
    assertThatCode(NativePlacement::check).doesNotThrowAnyException();
  }

  @Test
  void tensorFlowInLibIsAccepted() throws Exception {
    assertThat(checked(OURS, List.of())).isNull();
  }

  @Test
  void tensorFlowInTheJobsJarIsRefusedInOneLineThatSaysWhatToDo() throws Exception {
    List<Class<?>> fatJar = new ArrayList<>(OURS);
    fatJar.addAll(TENSORFLOW);

    Throwable refusal = checked(fatJar, List.of());

    assertThat(refusal).hasToString(refusal.getClass().getName() + ": " + refusal.getMessage());
    assertThat(refusal.getMessage())
        .startsWith("the job brings its own ai.djl.engine.Engine (from ")
        .contains("javacpp", "tensorflow-core-native", "lib/")
        .endsWith(
            "classloader.parent-first-patterns.additional:"
                + " ai.djl.;org.tensorflow.;org.bytedeco.;com.sun.jna.")
        .doesNotContain("\n");
  }

  @Test
  void aSingleForgottenJarIsFound() throws Exception {
    assertThat(checked(List.of(NativePlacement.class, Loader.class), List.of()))
        .hasMessageContaining("its own org.bytedeco.javacpp.Loader");
  }

  @Test
  void theDocumentedOptionMakesAFatJarHarmless() throws Exception {
    List<Class<?>> fatJar = new ArrayList<>(OURS);
    fatJar.addAll(TENSORFLOW);

    assertThat(checked(fatJar, List.of(NativePlacement.PATTERNS.split(";")))).isNull();
  }

  @Test
  void aRefusedPlacementEndsTheJobInsteadOfRestartingIt() throws Exception {
    List<Class<?>> fatJar = new ArrayList<>(OURS);
    fatJar.addAll(TENSORFLOW);
    try (MutableURLClassLoader job = jobLoader(fatJar, List.of())) {
      Class<?> model = job.loadClass(PackagedModel.class.getName());
      var acquire =
          model.getDeclaredMethod(
              "acquire",
              Path.class,
              job.loadClass(DetectorOptions.class.getName()),
              job.loadClass(ImageLimits.class.getName()));
      acquire.setAccessible(true);

      assertThatThrownBy(() -> acquire.invoke(null, Path.of("nowhere"), null, null))
          .cause()
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .hasMessageStartingWith("the job brings its own ai.djl.engine.Engine");
    }
  }

  /** What the check throws in a job whose jar holds the jars of these classes, or null. */
  private static Throwable checked(List<Class<?>> inJob, List<String> parentFirst)
      throws Exception {
    try (MutableURLClassLoader job = jobLoader(inJob, parentFirst)) {
      Class<?> check = job.loadClass(NativePlacement.class.getName());
      assertThat(check).isNotEqualTo(NativePlacement.class);
      try {
        check.getMethod("check").invoke(null);
        return null;
      } catch (InvocationTargetException e) {
        return e.getCause();
      }
    }
  }

  private static MutableURLClassLoader jobLoader(List<Class<?>> inJob, List<String> parentFirst) {
    Configuration flink = new Configuration();
    flink.set(CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL, parentFirst);
    URL[] jars =
        inJob.stream()
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
            .toArray(URL[]::new);
    return FlinkUserCodeClassLoaders.create(
        jars, NativePlacementTest.class.getClassLoader(), flink);
  }
}
