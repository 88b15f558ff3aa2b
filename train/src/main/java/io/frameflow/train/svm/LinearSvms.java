package io.frameflow.train.svm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frameflow.detector.files.WholeFile;
import io.frameflow.train.regions.RegionClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One linear classifier per class: {@code margin = weights . features + bias}, above 0 for what the
 * class shows, and beyond 1 and -1 without doubt.
 */
public final class LinearSvms implements RegionClassifier {

  /**
   * A region this far on the wrong side is no detection, as R-CNN tested. The negatives that it was
   * trained with lie about -1; a ranking that ends there ends before its last true detections.
   */
  static final float FLOOR = -1.5f;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<ClassSvm> classes;

  /**
   * The classifier of one class.
   *
   * @param weights {@code [D]}, of features as the network gives them
   */
  @SuppressWarnings("ArrayRecordComponent") // read only, never compared
  record ClassSvm(String label, float bias, float[] weights) {

    float margin(float[] features, int from) {
      double sum = bias;
      for (int i = 0; i < weights.length; i++) {
        sum += (double) weights[i] * features[from + i];
      }
      return (float) sum;
    }
  }

  /**
   * @throws IllegalArgumentException if there is no class, or not all have weights for the same
   *     features
   */
  LinearSvms(List<ClassSvm> classes) {
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("there is no class");
    }
    for (ClassSvm svm : classes) {
      if (svm.label() == null || svm.weights() == null || svm.weights().length == 0) {
        throw new IllegalArgumentException("class %s has no weights".formatted(svm.label()));
      }
      if (svm.weights().length != classes.get(0).weights().length) {
        throw new IllegalArgumentException(
            "class %s has %d weights, but class %s has %d"
                .formatted(
                    svm.label(),
                    svm.weights().length,
                    classes.get(0).label(),
                    classes.get(0).weights().length));
      }
    }
    this.classes = List.copyOf(classes);
  }

  /** The classes in the order of the margins. */
  public List<String> labels() {
    return classes.stream().map(ClassSvm::label).toList();
  }

  @Override
  public float[] margins(float[] features) {
    float[] margins = new float[classes.size()];
    for (int k = 0; k < margins.length; k++) {
      margins[k] = classes.get(k).margin(features, 0);
    }
    return margins;
  }

  @Override
  public int featureSize() {
    return classes.get(0).weights().length;
  }

  @Override
  public float floor() {
    return FLOOR;
  }

  /** Writes them as JSON, whole or not at all. */
  public void write(Path file) throws IOException {
    WholeFile.write(file, JSON.writeValueAsBytes(classes));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the file cannot be read or holds something else; the message names it
   */
  public static LinearSvms read(Path file) throws IOException {
    try {
      return new LinearSvms(List.of(JSON.readValue(Files.readAllBytes(file), ClassSvm[].class)));
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": holds no classifiers: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new IOException(file + ": holds no classifiers: " + e.getMessage(), e);
    }
  }
}
