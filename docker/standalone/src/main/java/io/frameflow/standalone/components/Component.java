package io.frameflow.standalone.components;

/**
 * A library in the distribution.
 *
 * @param group Maven's group id
 * @param name Maven's artifact id
 * @param version as Maven knows it
 * @param classifier empty if it has none
 * @param file name in {@code lib/}; empty for what lies elsewhere or inside another file
 * @param sha256 of that file in hex; empty without a file
 */
public record Component(
    String group, String name, String version, String classifier, String file, String sha256) {

  /** Maven's name without the version, as advisories write it. */
  public String coordinate() {
    return group + ":" + name;
  }

  /** The package URL. */
  String purl() {
    String base = "pkg:maven/%s/%s@%s".formatted(group, name, version);
    return classifier.isEmpty() ? base : base + "?classifier=" + classifier;
  }
}
