package io.frameflow.train.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Result of an evaluation; see {@link VocEvaluator} for the measures.
 *
 * @param images that were looked at
 * @param detections that were judged
 * @param classes in label order
 */
public record EvaluationReport(int images, int detections, List<ClassResult> classes) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public EvaluationReport {
    classes = List.copyOf(classes);
  }

  /** Mean over the classes with truth of {@link ClassResult#ap50}; NaN if there is none. */
  public double map50() {
    return mean(ClassResult::ap50);
  }

  /** Mean over the classes with truth of {@link ClassResult#ap50Voc07}; NaN if there is none. */
  public double map50Voc07() {
    return mean(ClassResult::ap50Voc07);
  }

  /** Mean over the classes with truth of {@link ClassResult#ap5095}; NaN if there is none. */
  public double map5095() {
    return mean(ClassResult::ap5095);
  }

  /** Label to average precision (area) at IoU .5, in label order; NaN for classes without truth. */
  public Map<String, Double> ap50() {
    Map<String, Double> byLabel = new LinkedHashMap<>();
    classes.forEach(c -> byLabel.put(c.label(), c.ap50()));
    return byLabel;
  }

  /**
   * The figures as plain maps and numbers, as they stand in JSON and in a model's manifest: {@code
   * map50}, {@code map50Voc07}, {@code map5095}, {@code ap50} (by label) and the counts. What is
   * undefined (NaN) is null.
   */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("map50", orNull(map50()));
    map.put("map50Voc07", orNull(map50Voc07()));
    map.put("map5095", orNull(map5095()));
    Map<String, Object> ap50 = new LinkedHashMap<>();
    Map<String, Object> details = new LinkedHashMap<>();
    for (ClassResult c : classes) {
      ap50.put(c.label(), orNull(c.ap50()));
      Map<String, Object> detail = new LinkedHashMap<>();
      detail.put("truths", c.truths());
      detail.put("difficult", c.difficult());
      detail.put("truePositives", c.truePositives());
      detail.put("falsePositives", c.falsePositives());
      detail.put("ap50Voc07", orNull(c.ap50Voc07()));
      detail.put("ap5095", orNull(c.ap5095()));
      details.put(c.label(), detail);
    }
    map.put("ap50", ap50);
    map.put("images", images);
    map.put("detections", detections);
    map.put("classes", details);
    return map;
  }

  /** {@link #toMap} as indented JSON. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(toMap());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of numbers are always JSON", e);
    }
  }

  private double mean(ToDoubleFunction<ClassResult> measure) {
    return classes.stream()
        .filter(c -> c.truths() > 0)
        .mapToDouble(measure)
        .average()
        .orElse(Double.NaN);
  }

  private static Object orNull(double value) {
    return Double.isNaN(value) ? null : (Object) value;
  }
}
