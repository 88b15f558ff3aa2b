package io.frameflow.train.ablation;

import io.frameflow.train.ablation.design.Measurement;
import io.frameflow.train.ablation.design.Variant;
import io.frameflow.train.runs.RunFolder;
import java.nio.file.Path;

/**
 * The files of one ablation.
 *
 * @param root created by the ablation
 */
public record AblationFolder(Path root) {

  /** Held while a process works in the folder. */
  public Path lock() {
    return root.resolve(".lock");
  }

  /** All settings. */
  public Path configuration() {
    return root.resolve("configuration.json");
  }

  public Path runs() {
    return root.resolve("runs");
  }

  /** The training run of a variant. */
  public RunFolder run(Variant variant, long seed) {
    return new RunFolder(runs().resolve(variant.id() + "-" + seed));
  }

  public Path measurements() {
    return root.resolve("measurements");
  }

  /** The figures of a measurement. */
  public Path measurement(Measurement measurement, long seed) {
    return measurements().resolve(measurement.id() + "-" + seed + ".json");
  }

  /** Where measurements put models that they make. */
  public Path models() {
    return root.resolve("models");
  }

  /** What a measurement made, such as a compressed model. */
  public Path place(String name, long seed) {
    return models().resolve(name + "-" + seed);
  }
}
