package io.frameflow.train.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Assign;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * Weights as variables of a training graph.
 *
 * <p>A weight without a given value is drawn from a generator seeded by (seed, name), so that it
 * does not depend on the order in which layers are built.
 */
public final class VariableWeights implements WeightSource {

  /**
   * One variable with what is needed to write and read it.
   *
   * @param value the variable read through an identity: some gradients of a bare reference end the
   *     JVM
   */
  public record Slot(
      Variable<TFloat32> variable,
      Operand<TFloat32> value,
      Placeholder<TFloat32> input,
      Assign<TFloat32> assign,
      Shape shape) {}

  /** Values that are written at once. */
  private static final long PORTION = 1 << 24;

  private final Ops tf;
  private final long seed;
  private Map<String, WeightArray> given;
  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private final Map<String, WeightArray> initial = new LinkedHashMap<>();

  /**
   * @param given values that replace the drawn ones, such as pretrained weights; names that the
   *     network does not ask for are ignored
   */
  public VariableWeights(Ops tf, long seed, Map<String, WeightArray> given) {
    this.tf = tf;
    this.seed = seed;
    this.given = Map.copyOf(given);
  }

  @Override
  public Operand<TFloat32> weight(String name, Initialization start, long... shape) {
    Slot known = slots.get(name);
    if (known != null) {
      return known.value();
    }
    WeightArray value = given.get(name);
    if (value == null) {
      Random random = new Random(seed * 1_000_003L + name.hashCode());
      value = new WeightArray(shape, start.draw(WeightArray.size(shape), random));
    }
    WeightShapes.require(name, shape, value);
    initial.put(name, value);
    Slot slot = slot(tf, Shape.of(shape));
    slots.put(name, slot);
    return slot.value();
  }

  /** A variable outside the network's weights, such as a momentum. */
  public static Slot slot(Ops tf, Shape shape) {
    Variable<TFloat32> variable = tf.variable(shape, TFloat32.class);
    Placeholder<TFloat32> input = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
    return new Slot(variable, tf.identity(variable), input, tf.assign(variable, input), shape);
  }

  /** All variables by weight name, in the order in which the network asked for them. */
  public Map<String, Slot> slots() {
    return slots;
  }

  /** What the weights start from, until it is written. */
  public Map<String, WeightArray> initial() {
    return initial;
  }

  /** Sets the variables to what they start from, which is forgotten: it may be half a gigabyte. */
  public void writeInitial(Session session) {
    write(session, slots, initial);
    initial.clear();
    given = Map.of();
  }

  /** Sets variables; every slot must have a value of its shape. */
  public static void write(
      Session session, Map<String, Slot> slots, Map<String, WeightArray> values) {
    writeEach(
        session,
        slots,
        name -> {
          WeightArray value = values.get(name);
          if (value == null) {
            throw new IllegalArgumentException("no value for weight " + name);
          }
          WeightShapes.require(name, slots.get(name).shape().asArray(), value);
          return value;
        });
  }

  /** Sets variables to zero. */
  public static void writeZeros(Session session, Map<String, Slot> slots) {
    writeEach(
        session,
        slots,
        name -> {
          long[] shape = slots.get(name).shape().asArray();
          return new WeightArray(shape, new float[WeightArray.size(shape)]);
        });
  }

  /** In portions: a large network's values should not all be in memory once more. */
  private static void writeEach(
      Session session, Map<String, Slot> slots, Function<String, WeightArray> values) {
    Map<Slot, TFloat32> portion = new LinkedHashMap<>();
    long size = 0;
    for (Map.Entry<String, Slot> entry : slots.entrySet()) {
      WeightArray value = values.apply(entry.getKey());
      portion.put(entry.getValue(), Tensors.of(value.values(), value.shape()));
      size += value.values().length;
      if (size >= PORTION) {
        assign(session, portion);
        portion.clear();
        size = 0;
      }
    }
    assign(session, portion);
  }

  private static void assign(Session session, Map<Slot, TFloat32> portion) {
    if (portion.isEmpty()) {
      return;
    }
    Session.Runner runner = session.runner();
    portion.forEach(
        (slot, tensor) -> runner.feed(slot.input(), tensor).addTarget((Op) slot.assign()));
    try {
      runner.run().close();
    } finally {
      portion.values().forEach(TFloat32::close);
    }
  }

  /** Reads variables back. */
  public static Map<String, WeightArray> read(Session session, Map<String, Slot> slots) {
    Session.Runner runner = session.runner();
    List<String> names = new ArrayList<>(slots.keySet());
    names.forEach(name -> runner.fetch(slots.get(name).value()));
    Map<String, WeightArray> values = new LinkedHashMap<>();
    try (Result result = runner.run()) {
      for (int i = 0; i < names.size(); i++) {
        long[] shape = slots.get(names.get(i)).shape().asArray();
        values.put(names.get(i), new WeightArray(shape, Tensors.floats(result.get(i))));
      }
    }
    return values;
  }
}
