package io.frameflow.detector.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.frameflow.detector.Detection;
import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.Timings;
import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.models.ModelPackage;
import java.nio.file.Path;
import java.util.List;

/**
 * The JSON of {@code frameflow detect}. Boxes are in pixels of the original images, x2 and y2
 * exclusive; class probabilities start with the background; times are in milliseconds.
 */
record DetectionReport(Model model, List<Seen> images, List<Failure> failures) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  record Model(String name, String version, String sha256) {}

  record Seen(
      String image, int width, int height, List<Found> detections, Milliseconds milliseconds) {

    static Seen of(Path file, ImageDetections found) {
      return new Seen(
          file.toString(),
          found.width(),
          found.height(),
          found.detections().stream().map(Found::of).toList(),
          Milliseconds.of(found.timings()));
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // written out once, never compared
  record Found(String label, int classId, float score, Box box, float[] classProbabilities) {

    static Found of(Detection detection) {
      return new Found(
          detection.label(),
          detection.classId(),
          detection.score(),
          detection.box(),
          detection.classProbabilities());
    }
  }

  record Milliseconds(double proposals, double network, double boxes) {

    static Milliseconds of(Timings timings) {
      return new Milliseconds(
          timings.proposalNanos() / 1e6,
          timings.networkNanos() / 1e6,
          timings.postprocessNanos() / 1e6);
    }
  }

  record Failure(String image, String error) {}

  static DetectionReport of(ModelPackage model, List<Seen> images, List<Failure> failures) {
    return new DetectionReport(
        new Model(model.manifest().name(), model.manifest().version(), model.sha256()),
        images,
        failures);
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report of plain records cannot be written as JSON", e);
    }
  }
}
