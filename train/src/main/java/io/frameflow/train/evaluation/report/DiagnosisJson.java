package io.frameflow.train.evaluation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.frameflow.train.evaluation.StageTimes;
import io.frameflow.train.evaluation.StageTimes.Stage;
import io.frameflow.train.evaluation.diagnosis.Calibration;
import io.frameflow.train.evaluation.diagnosis.ConfusionMatrix;
import io.frameflow.train.evaluation.diagnosis.Diagnosis;
import io.frameflow.train.evaluation.diagnosis.PrecisionRecallCurve;
import io.frameflow.train.evaluation.diagnosis.ProposalRecallCurves;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An evaluation as JSON; what is undefined is null, what was not measured is left out. */
public final class DiagnosisJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final int RECALL_LEVELS = 101;

  private DiagnosisJson() {}

  /**
   * The figures of {@code EvaluationReport.toMap} first, under the same names, then {@code
   * mapByIou}, {@code coco}, {@code calibration}, {@code precisionRecall}, {@code confusion},
   * {@code proposalRecall} and {@code stageMillis}.
   */
  public static String of(Diagnosis diagnosis) {
    Map<String, Object> map = new LinkedHashMap<>(diagnosis.report().toMap());
    Map<String, Object> byIou = new LinkedHashMap<>();
    for (double iou : diagnosis.apByIou().byThreshold().keySet()) {
      byIou.put(Double.toString(iou), Figures.orNull(diagnosis.apByIou().mean(iou)));
    }
    map.put("mapByIou", byIou);
    Map<String, Object> coco = new LinkedHashMap<>();
    diagnosis.coco().figures().forEach((name, value) -> coco.put(name, Figures.orNull(value)));
    map.put("coco", coco);
    map.put("calibration", diagnosis.calibration().map(DiagnosisJson::calibration).orElse(null));
    Map<String, Object> curves = new LinkedHashMap<>();
    diagnosis.curves().forEach(curve -> curves.put(curve.label(), curve(curve)));
    map.put("precisionRecall", curves);
    map.put("confusion", confusion(diagnosis.confusion()));
    diagnosis.proposals().ifPresent(p -> map.put("proposalRecall", proposals(p)));
    diagnosis.times().ifPresent(t -> map.put("stageMillis", times(t)));
    try {
      return JSON.writeValueAsString(map);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of numbers are always JSON", e);
    }
  }

  private static Map<String, Object> calibration(Calibration calibration) {
    List<Map<String, Object>> bins = new ArrayList<>();
    for (Calibration.Bin bin : calibration.bins()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("low", bin.low());
      row.put("high", bin.high());
      row.put("detections", bin.count());
      row.put("meanScore", Figures.orNull(bin.meanScore()));
      row.put("precision", Figures.orNull(bin.precision()));
      bins.add(row);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("expectedError", Figures.orNull(calibration.expectedError()));
    map.put("greatestError", Figures.orNull(calibration.greatestError()));
    map.put("bins", bins);
    return map;
  }

  private static Map<String, Object> curve(PrecisionRecallCurve curve) {
    PrecisionRecallCurve.BestF1 best = curve.bestF1();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("bestF1", best.f1());
    map.put("bestF1Score", best.score());
    map.put("bestF1Precision", best.precision());
    map.put("bestF1Recall", best.recall());
    List<Double> precision = new ArrayList<>();
    for (int i = 0; i < RECALL_LEVELS; i++) {
      precision.add(curve.precisionAt(i / (RECALL_LEVELS - 1.0)));
    }
    // at recall 0, .01, ..., 1
    map.put("interpolatedPrecision", curve.truths() == 0 ? null : precision);
    return map;
  }

  private static Map<String, Object> confusion(ConfusionMatrix matrix) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < matrix.counts().length; i++) {
      names.add(matrix.name(i));
    }
    return Map.of(
        "minScore",
        matrix.minScore(),
        "names",
        names,
        "countsByTrueThenPredicted",
        matrix.counts());
  }

  private static Map<String, Object> proposals(ProposalRecallCurves curves) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (String group : curves.groups()) {
      Map<String, Object> byCount = new LinkedHashMap<>();
      for (int count : ProposalRecallCurves.COUNTS) {
        Map<String, Object> byIou = new LinkedHashMap<>();
        for (double iou : ProposalRecallCurves.ious()) {
          byIou.put(Double.toString(iou), Figures.orNull(curves.recall(group, count, iou)));
        }
        byIou.put("average", Figures.orNull(curves.averageRecall(group, count)));
        byCount.put(Integer.toString(count), byIou);
      }
      map.put(group, byCount);
    }
    return map;
  }

  private static Map<String, Object> times(StageTimes times) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      map.put(
          stage.label(),
          Map.of(
              "mean",
              times.mean(stage),
              "median",
              times.quantile(stage, .5),
              "quantile95",
              times.quantile(stage, .95)));
    }
    return map;
  }
}
