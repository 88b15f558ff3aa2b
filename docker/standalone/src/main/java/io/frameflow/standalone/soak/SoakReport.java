package io.frameflow.standalone.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.frameflow.standalone.soak.Limit.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the parts came to: each figure with its limit beside it. */
final class SoakReport {
  private static final String ROW = "%-12s %-22s %12s %12s %22s %22s  %s%n";

  private final Map<SoakPart, Samples> parts = new LinkedHashMap<>();

  void add(SoakPart part, Samples samples) {
    parts.put(part, samples);
  }

  /** Whether every limit holds. */
  boolean holds() {
    return parts.keySet().stream()
        .flatMap(part -> findings(part).stream())
        .allMatch(Finding::holds);
  }

  private List<Finding> findings(SoakPart part) {
    List<MemorySample> samples = parts.get(part).after(part.warmUp());
    return part.limits().stream().map(limit -> limit.check(samples)).toList();
  }

  /** The table for people. */
  String text() {
    StringBuilder table = new StringBuilder();
    table.append(ROW.formatted("part", "figure", "warmed up", "at the end", "growth", "limit", ""));
    parts
        .keySet()
        .forEach(part -> findings(part).forEach(finding -> table.append(row(part, finding))));
    return table.toString();
  }

  private static String row(SoakPart part, Finding finding) {
    Limit limit = finding.limit();
    Quantity quantity = limit.quantity();
    return ROW.formatted(
        part.name(),
        quantity.title(),
        quantity.shown(finding.start()),
        quantity.shown(finding.end()),
        limit.shown(finding.grown()),
        limit.shown(limit.allowed()),
        finding.holds() ? "ok" : "FAILED");
  }

  /** Writes the figures as JSON. */
  void write(Path file) throws IOException {
    List<Map<String, Object>> json = new ArrayList<>();
    for (SoakPart part : parts.keySet()) {
      Map<String, Object> one = new LinkedHashMap<>();
      List<MemorySample> samples = parts.get(part).all();
      one.put("part", part.name());
      one.put("warmUp", part.warmUp());
      one.put("total", part.total());
      one.put("seconds", samples.isEmpty() ? 0 : samples.get(samples.size() - 1).seconds());
      one.put("findings", findings(part).stream().map(SoakReport::json).toList());
      json.add(one);
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(file.toFile(), Map.of("holds", holds(), "parts", json));
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("figure", finding.limit().quantity().title());
    json.put("growthKind", finding.limit().growth().name());
    json.put("warmedUp", finding.start());
    json.put("atTheEnd", finding.end());
    json.put("growth", finding.grown());
    json.put("limit", finding.limit().allowed());
    json.put("ok", finding.holds());
    return json;
  }
}
