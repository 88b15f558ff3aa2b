package io.frameflow.standalone.hostile;

import io.frameflow.schemas.serdes.RegistryOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Makes malformed records, the same ones for the same seed but for their capture times. The first
 * ones are of every kind once; then chance decides, by the kinds' weights.
 */
public final class HostileRecords implements AutoCloseable {

  /** What reports call the frames between the hostile ones. */
  static final String NEIGHBOUR = "good neighbour";

  private final long seed;
  private final Pictures pictures;
  private final Wire wire;
  private final List<Kind> everyKindOnce;
  private final int totalWeight;

  private HostileRecords(long seed, Pictures pictures, Wire wire) {
    this.seed = seed;
    this.pictures = pictures;
    this.wire = wire;
    everyKindOnce = new ArrayList<>(Kinds.all());
    Collections.shuffle(everyKindOnce, new Random(seed));
    totalWeight = Kinds.all().stream().mapToInt(Kind::weight).sum();
  }

  /**
   * Draws the pictures that the records are made of.
   *
   * @param registry where the schemas of all topics are registered
   */
  public static HostileRecords of(long seed, RegistryOptions registry, String topicPrefix)
      throws IOException {
    return new HostileRecords(
        seed, new Pictures(seed, Material.CAMERAS), new Wire(registry, topicPrefix));
  }

  /** The n-th record, from 0. */
  public HostileRecord record(long number) {
    Kind kind = kind(number);
    return kind.recipe().make(material(number)).of(kind.name());
  }

  /** A record of a camera that sends the same good picture each time. */
  HostileRecord neighbour(int lane, long number) {
    Material material = material(-1 - number);
    Draft good =
        material.record(material.frame(lane, goodPicture(lane)), lane, Expectation.detected());
    return good.of(NEIGHBOUR);
  }

  /** What {@link #neighbour} shows. */
  byte[] goodPicture(int lane) {
    return pictures.good(lane);
  }

  private Kind kind(long number) {
    if (number < everyKindOnce.size()) {
      return everyKindOnce.get((int) number);
    }
    int left = new SplittableRandom(seed * 31 + number).nextInt(totalWeight);
    for (Kind kind : Kinds.all()) {
      left -= kind.weight();
      if (left < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("the kinds' weights do not add up");
  }

  private Material material(long number) {
    return new Material(seed, number, pictures, wire);
  }

  @Override
  public void close() {
    wire.close();
  }
}
