package io.frameflow.train.ablation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.frameflow.train.ablation.claims.Spread;
import io.frameflow.train.ablation.claims.Verdict;
import io.frameflow.train.ablation.design.Cell;
import io.frameflow.train.ablation.design.Claim;
import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.ablation.design.Quantity;
import io.frameflow.train.ablation.design.Results;
import java.util.Collection;
import java.util.List;

/** Figures, failures and verdicts for programs. */
final class AblationJson {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private AblationJson() {}

  static String of(List<Experiment> experiments, Results results) {
    ArrayNode array = JSON.createArrayNode();
    for (Experiment experiment : experiments) {
      ObjectNode node = array.addObject();
      node.put("id", experiment.id());
      node.put("title", experiment.title());
      ArrayNode cells = node.putArray("cells");
      experiment.cells().forEach(cell -> put(cells.addObject(), cell, results));
      ArrayNode claims = node.putArray("claims");
      experiment.claims().forEach(claim -> put(claims.addObject(), claim, results));
      node.set("paper", JSON.valueToTree(experiment.paper()));
    }
    ObjectNode root = JSON.createObjectNode();
    root.set("experiments", array);
    try {
      return JSON.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("figures are always JSON", e);
    }
  }

  private static void put(ObjectNode node, Cell cell, Results results) {
    node.put("id", cell.id());
    node.put("measurement", cell.measurement().id());
    node.put("measure", cell.measure().key());
    ObjectNode seeds = node.putObject("seeds");
    results
        .of(cell.measurement())
        .forEach(
            (seed, figures) -> {
              ObjectNode taken = seeds.putObject(seed.toString());
              figures.forEach(
                  (measure, value) -> {
                    if (Double.isFinite(value)) {
                      taken.put(measure.key(), value);
                    }
                  });
            });
    ObjectNode failures = node.putObject("failures");
    results
        .failures(cell.measurement())
        .forEach((seed, reason) -> failures.put(seed.toString(), reason));
  }

  private static void put(ObjectNode node, Claim claim, Results results) {
    Verdict verdict = claim.judge(results);
    Collection<Double> figures = claim.quantity().of(results).values();
    Spread spread = Spread.of(figures);
    node.put("claim", claim.statement());
    node.put("paper", claim.paper());
    node.put("verdict", verdict.outcome().words());
    node.put("finding", verdict.finding());
    node.put("quantity", claim.quantity().name());
    node.put("unit", claim.quantity().unit() == Quantity.Unit.POINTS ? "share of mAP" : "times");
    ArrayNode values = node.putArray("values");
    figures.forEach(values::add);
    if (spread.count() > 0) {
      node.put("mean", spread.mean());
      node.put("standardError", spread.standardError());
    }
  }
}
