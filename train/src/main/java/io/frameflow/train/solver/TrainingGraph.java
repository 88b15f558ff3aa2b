package io.frameflow.train.solver;

import io.frameflow.train.network.BackboneGraph.FeatureMap;
import io.frameflow.train.network.DetectorGraph;
import io.frameflow.train.network.DetectorGraph.Heads;
import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.Dropout;
import io.frameflow.train.network.FrozenLayers;
import io.frameflow.train.network.MultiTaskLoss;
import io.frameflow.train.network.PixelMeans;
import io.frameflow.train.network.SegmentMaxPooling;
import io.frameflow.train.network.Tensors;
import io.frameflow.train.network.VariableWeights;
import io.frameflow.train.network.VariableWeights.Slot;
import io.frameflow.train.network.WeightArray;
import io.frameflow.train.sampling.MiniBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/** The network with loss and updates in a TensorFlow session. Not thread safe. */
public final class TrainingGraph implements AutoCloseable {

  private final DetectorNetwork network;
  private final SolverOptions options;
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Placeholder<TFloat32> images = input(TFloat32.class, -1, -1, -1, 3);
  private final Placeholder<TInt32> classes = input(TInt32.class, -1);
  private final Placeholder<TFloat32> targets = input(TFloat32.class, -1, 4);
  private final Placeholder<TFloat32> rate = input(TFloat32.class);
  private final Placeholder<TInt32> binCount = input(TInt32.class);
  private final Placeholder<TInt64> seedAndStep = input(TInt64.class, 2);
  private final List<Placeholder<TInt32>> cells = new ArrayList<>();
  private final List<Placeholder<TInt32>> bins = new ArrayList<>();
  private final VariableWeights weights;
  private final MultiTaskLoss loss;
  private final Operand<TFloat32> probabilities;
  private final Operand<TFloat32> deltas;
  private final Sgd sgd;
  private final Session session;

  /**
   * Builds the graph and sets its weights.
   *
   * @param pixelMeans red, green, blue
   * @param given values of weights that do not start at random
   * @throws IllegalArgumentException if a frozen prefix matches no weight, or all are frozen
   */
  public TrainingGraph(
      DetectorNetwork network,
      SolverOptions options,
      SessionSettings settings,
      List<Float> pixelMeans,
      Map<String, WeightArray> given) {
    this.network = network;
    this.options = options;
    for (int i = 0; i < network.taps().size(); i++) {
      cells.add(input(TInt32.class, -1));
      bins.add(input(TInt32.class, -1));
    }
    weights = new VariableWeights(tf, options.seed(), given);
    DetectorGraph detector = new DetectorGraph(tf, network, weights);
    List<FeatureMap> maps = detector.features(PixelMeans.subtract(tf, images, pixelMeans));
    Operand<TFloat32> keep = tf.constant(options.keepProbability());
    Heads trained =
        detector.heads(
            maps,
            this::pool,
            options.keepProbability() < 1
                ? new Dropout(tf, keep, seedAndStep)
                : DetectorGraph.HiddenStep.NONE);
    loss =
        MultiTaskLoss.of(
            tf, trained, classes, targets, network.outputs(), tf.constant(options.lambda()));
    Heads plain = detector.heads(maps, this::pool, DetectorGraph.HiddenStep.NONE);
    probabilities = tf.nn.softmax(plain.logits());
    deltas = tf.identity(plain.deltas());
    sgd = Sgd.of(graph, tf, loss.total(), trainedSlots(), rate, options);
    session = new Session(graph, settings.toProto());
    weights.writeInitial(session);
    VariableWeights.writeZeros(session, sgd.momenta());
    fill(given.keySet());
  }

  /** Starts from the values of another filler than the layers' own. */
  private void fill(Set<String> given) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    weights.slots().forEach((name, slot) -> shapes.put(name, slot.shape().asArray()));
    Map<String, WeightArray> drawn =
        StartingWeights.of(options.filler(), shapes, given, options.seed());
    if (!drawn.isEmpty()) {
      Map<String, Slot> filled = new LinkedHashMap<>(weights.slots());
      filled.keySet().retainAll(drawn.keySet());
      VariableWeights.write(session, filled, drawn);
    }
  }

  private Operand<TFloat32> pool(int tap, FeatureMap map) {
    Operand<TFloat32> pooled =
        SegmentMaxPooling.pool(
            tf, map.features(), map.channels(), cells.get(tap), bins.get(tap), binCount);
    // Features are not negative: this only lifts bins without cells to 0.
    return network.taps().get(tap).bins().reachBeyondMap() ? tf.nn.relu(pooled) : pooled;
  }

  private Map<String, Slot> trainedSlots() {
    Map<String, Slot> trained = new LinkedHashMap<>();
    for (String name :
        FrozenLayers.trained(
            network.backbone().name(), weights.slots().keySet(), options.frozen())) {
      trained.put(name, weights.slots().get(name));
    }
    return trained;
  }

  /**
   * Runs one step: losses and gradients on the batch, then the update.
   *
   * @param step decides the dropout masks, together with the seed
   * @param learningRate of this step
   */
  public StepResult step(PreparedBatch batch, int step, float learningRate) {
    try (Feed feed = new Feed(session.runner())) {
      feed(feed, batch);
      feed.put(rate, TFloat32.scalarOf(learningRate));
      feed.put(classes, Tensors.of(batch.batch().classes(), batch.batch().roiCount()));
      feed.put(targets, Tensors.of(batch.batch().targets(), batch.batch().roiCount(), 4));
      feed.put(seedAndStep, Tensors.of(options.seed(), step));
      Session.Runner runner =
          feed.runner()
              .fetch(loss.classLoss())
              .fetch(loss.boxLoss())
              .fetch(loss.accuracy())
              .fetch(sgd.gradientNorm());
      sgd.updates().forEach(runner::addTarget);
      try (Result result = runner.run()) {
        return new StepResult(
            scalar(result, 0), scalar(result, 1), scalar(result, 2), scalar(result, 3));
      }
    }
  }

  /**
   * The network's answer without dropout.
   *
   * @param probabilities {@code [R, K + 1]}
   * @param deltas {@code [R, 4 (K + 1)]} normalised
   */
  @SuppressWarnings("ArrayRecordComponent") // network output, never compared
  public record Answer(float[] probabilities, float[] deltas) {}

  /** Runs the network on a batch's images and RoIs without dropout or update. */
  public Answer predict(PreparedBatch batch) {
    try (Feed feed = new Feed(session.runner())) {
      feed(feed, batch);
      try (Result result = feed.runner().fetch(probabilities).fetch(deltas).run()) {
        return new Answer(Tensors.floats(result.get(0)), Tensors.floats(result.get(1)));
      }
    }
  }

  private void feed(Feed feed, PreparedBatch prepared) {
    MiniBatch batch = prepared.batch();
    feed.put(images, Tensors.of(batch.pixels(), batch.images(), batch.height(), batch.width(), 3));
    int binsPerRoi = network.bins() * network.bins();
    feed.put(binCount, TInt32.scalarOf(batch.roiCount() * binsPerRoi));
    for (int i = 0; i < cells.size(); i++) {
      int[] indices = prepared.cells().get(i).cells();
      feed.put(cells.get(i), Tensors.of(indices, indices.length));
      feed.put(bins.get(i), Tensors.of(prepared.cells().get(i).bins(), indices.length));
    }
  }

  private static float scalar(Result result, int index) {
    return ((TFloat32) result.get(index)).getFloat();
  }

  /** All weights by name. */
  public Map<String, WeightArray> weights() {
    return VariableWeights.read(session, weights.slots());
  }

  /** The momenta of the trained weights, by the weight's name. */
  public Map<String, WeightArray> momenta() {
    return VariableWeights.read(session, sgd.momenta());
  }

  /** Continues from earlier values. */
  public void restore(Map<String, WeightArray> newWeights, Map<String, WeightArray> momenta) {
    VariableWeights.write(session, weights.slots(), newWeights);
    VariableWeights.write(session, sgd.momenta(), momenta);
  }

  public DetectorNetwork network() {
    return network;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  private <T extends TType> Placeholder<T> input(Class<T> type, long... shape) {
    return tf.placeholder(type, Placeholder.shape(Shape.of(shape)));
  }

  /** Tensors that live as long as one run. */
  private record Feed(Session.Runner runner, List<Tensor> tensors) implements AutoCloseable {

    Feed(Session.Runner runner) {
      this(runner, new ArrayList<>());
    }

    void put(Placeholder<?> placeholder, Tensor tensor) {
      tensors.add(tensor);
      runner.feed(placeholder, tensor);
    }

    @Override
    public void close() {
      tensors.forEach(Tensor::close);
    }
  }
}
