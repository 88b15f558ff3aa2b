package io.frameflow.train.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The twelve figures of COCO's detection benchmark; each is a mean over the classes that have such
 * objects, NaN where none has.
 *
 * @param classes in label order
 */
public record CocoReport(List<CocoClassResult> classes) {
  private static final int AT_50 = 0;
  private static final int AT_75 = 5;

  public CocoReport {
    classes = List.copyOf(classes);
  }

  /** Mean over IoU .5:.95. */
  public double ap() {
    return ap(AreaRange.ALL);
  }

  public double ap50() {
    return mean(c -> c.all().precision()[AT_50]);
  }

  public double ap75() {
    return mean(c -> c.all().precision()[AT_75]);
  }

  /** Mean over IoU .5:.95, objects of one size. */
  public double ap(AreaRange range) {
    return mean(c -> c.byArea().get(range).meanPrecision());
  }

  /** Average recall over IoU .5:.95, objects of one size, up to 100 detections. */
  public double ar(AreaRange range) {
    return mean(c -> c.byArea().get(range).meanRecall());
  }

  /** By the names that COCO gives them: AP, AP50, AP75, APs, ..., ARl; in the customary order. */
  public Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("AP", ap());
    figures.put("AP50", ap50());
    figures.put("AP75", ap75());
    figures.put("APs", ap(AreaRange.SMALL));
    figures.put("APm", ap(AreaRange.MEDIUM));
    figures.put("APl", ap(AreaRange.LARGE));
    figures.put("AR1", mean(c -> c.top1().meanRecall()));
    figures.put("AR10", mean(c -> c.top10().meanRecall()));
    figures.put("AR100", ar(AreaRange.ALL));
    figures.put("ARs", ar(AreaRange.SMALL));
    figures.put("ARm", ar(AreaRange.MEDIUM));
    figures.put("ARl", ar(AreaRange.LARGE));
    return figures;
  }

  private double mean(ToDoubleFunction<CocoClassResult> figure) {
    return classes.stream()
        .mapToDouble(figure)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }
}
