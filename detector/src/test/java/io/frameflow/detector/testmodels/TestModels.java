package io.frameflow.detector.testmodels;

import io.frameflow.detector.models.FrozenGraph;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.models.ModelPackageWriter;
import io.frameflow.detector.proposals.LearnedWindows;
import io.frameflow.detector.proposals.windows.ObjectnessNet;
import io.frameflow.detector.proposals.windows.WindowBand;
import io.frameflow.detector.proposals.windows.WindowFeatures;
import io.frameflow.detector.proposals.windows.WindowModel;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * Models whose answer is known: they look at the mean colour of a region.
 *
 * <p>Classes are background, red, green and blue. The logit of a colour is its mean in the region
 * over 16, the background's is 5 (as of a mean of 80), so that a plain region of colour c gets
 * softmax(5, r/16, g/16, b/16). The box deltas of every region are those given for its class.
 */
public final class TestModels {

  public static final List<String> LABELS = List.of("red", "green", "blue");
  public static final ModelManifest.Input INPUT = new ModelManifest.Input(48, 96, 16);
  private static final int SAMPLES = 7;

  private TestModels() {}

  /** A manifest for the models here, which names no proposal method that exists. */
  public static ModelManifest manifest() {
    return manifest(new ModelManifest.Proposals("none", 50, null, Map.of()));
  }

  private static ModelManifest manifest(ModelManifest.Proposals proposals) {
    return new ModelManifest(
        ModelManifest.FORMAT,
        "colours",
        "1",
        LABELS,
        INPUT,
        List.of(100f, 110f, 120f),
        proposals,
        new ModelManifest.Thresholds(0.3f, 0.4f, 20),
        Map.of("map50", 1.0),
        "",
        "test",
        Map.of());
  }

  /**
   * Writes a package that works without further help: its proposals are square windows all over the
   * image, none better than another.
   */
  public static ModelPackage coloursEverywhere(Path directory) throws IOException {
    ObjectnessNet indifferent =
        new ObjectnessNet(new float[WindowFeatures.COUNT], new float[1], new float[1], 0);
    WindowBand band = new WindowBand(1, new float[] {0.5f, 0.5f}, indifferent);
    WindowModel windows =
        new WindowModel(WindowModel.FORMAT, 320 * 240, 0.25f, 500, 0.7f, List.of(band));
    String file = "proposals.json";
    return ModelPackageWriter.write(
        directory,
        manifest(new ModelManifest.Proposals(LearnedWindows.NAME, 50, file, Map.of())),
        draft -> {
          writeGraph(draft, new float[4 * (LABELS.size() + 1)], "none");
          Files.writeString(draft.resolve(file), new LearnedWindows(windows).toJson());
        });
  }

  /** Writes a package whose boxes are its proposals. */
  public static ModelPackage colours(Path directory) throws IOException {
    return colours(directory, new float[4 * (LABELS.size() + 1)]);
  }

  /**
   * Writes a package.
   *
   * @param deltas {@code [16]} the box deltas of background, red, green, blue
   */
  public static ModelPackage colours(Path directory, float[] deltas) throws IOException {
    return ModelPackageWriter.write(
        directory, manifest(), draft -> writeGraph(draft, deltas, "none"));
  }

  /**
   * Writes the graph alone.
   *
   * @param flaw what to do wrong on purpose: none, file operation, float images, nan
   */
  public static void writeGraph(Path directory, float[] deltas, String flaw) throws IOException {
    TensorFlowRuntime.load();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<?> images;
      Operand<TFloat32> pixels;
      if (flaw.equals("float images")) {
        pixels = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, 3)));
        images = pixels;
      } else {
        Placeholder<TUint8> bytes =
            tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, -1, -1, 3)));
        pixels = tf.dtypes.cast(bytes, TFloat32.class);
        images = bytes;
      }
      Placeholder<TFloat32> rois =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 5)));
      Operand<TFloat32> colours = tf.math.div(meanColour(tf, pixels, rois), tf.constant(16f));
      Operand<TInt32> count =
          tf.slice(tf.shape(rois), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
      Operand<TFloat32> background =
          tf.fill(tf.concat(List.of(count, tf.array(1)), tf.constant(0)), tf.constant(5f));
      Operand<TFloat32> logits = tf.concat(List.of(background, colours), tf.constant(1));
      if (flaw.equals("nan")) {
        logits = tf.math.mul(logits, tf.constant(Float.NaN));
      }
      if (flaw.equals("file operation")) {
        tf.withName("spy").io.readFile(tf.constant("/etc/passwd"));
      }
      Operand<TFloat32> probabilities = tf.nn.softmax(logits);
      Operand<TFloat32> boxDeltas =
          tf.tile(
              tf.constant(new float[][] {deltas}),
              tf.concat(List.of(count, tf.array(1)), tf.constant(0)));
      FrozenGraph.write(directory, graph, images, rois, probabilities, boxDeltas);
    }
  }

  /** {@code [R, 3]}: the mean of the pixels in the middle of 7x7 cells. */
  private static Operand<TFloat32> meanColour(
      Ops tf, Operand<TFloat32> pixels, Operand<TFloat32> rois) {
    Operand<TFloat32> rows = samples(tf, rois, 2, 4, Shape.of(-1, SAMPLES, 1));
    Operand<TFloat32> columns = samples(tf, rois, 1, 3, Shape.of(-1, 1, SAMPLES));
    Operand<TFloat32> images = tf.reshape(column(tf, rois, 0), tf.constant(Shape.of(-1, 1, 1)));
    Operand<TFloat32> none = tf.math.mul(tf.math.add(rows, columns), tf.constant(0f));
    Operand<TFloat32> places =
        tf.stack(
            List.of(tf.math.add(images, none), tf.math.add(rows, none), tf.math.add(columns, none)),
            Stack.axis(3L));
    Operand<TFloat32> seen = tf.gatherNd(pixels, tf.dtypes.cast(places, TInt32.class));
    return tf.math.mean(seen, tf.constant(new int[] {1, 2}));
  }

  private static Operand<TFloat32> samples(
      Ops tf, Operand<TFloat32> rois, int from, int to, Shape shape) {
    float[] fractions = new float[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      fractions[i] = (i + 0.5f) / SAMPLES;
    }
    Operand<TFloat32> low = column(tf, rois, from);
    Operand<TFloat32> length = tf.math.sub(column(tf, rois, to), low);
    Operand<TFloat32> along = tf.math.mul(length, tf.constant(new float[][] {fractions}));
    return tf.reshape(tf.math.floor(tf.math.add(low, along)), tf.constant(shape));
  }

  private static Operand<TFloat32> column(Ops tf, Operand<TFloat32> rois, int index) {
    return tf.slice(rois, tf.constant(new int[] {0, index}), tf.constant(new int[] {-1, 1}));
  }
}
