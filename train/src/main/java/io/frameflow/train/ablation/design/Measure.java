package io.frameflow.train.ablation.design;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A figure that measurements give. */
public enum Measure {
  MAP50("map50", "mAP@.5", "%.4f"),
  MAP50_VOC07("map50Voc07", "mAP@.5, 11-point", "%.4f"),
  MAP5095("map5095", "mAP@.5:.95", "%.4f"),
  PROPOSALS("proposals", "proposals an image", "%.0f"),
  RECALL50("recall50", "their recall@.5", "%.3f"),
  NETWORK_MILLIS("networkMillis", "network, ms an image", "%.0f"),
  STEP_MILLIS("stepMillis", "ms a step", "%.0f"),
  COMPRESSED_MAP50("compressedMap50", "mAP@.5 with SVD", "%.4f"),
  HEAD_MILLIS("headMillis", "head, ms an image", "%.1f"),
  COMPRESSED_HEAD_MILLIS("compressedHeadMillis", "head with SVD, ms an image", "%.1f"),
  FEW_SECONDS("fewSeconds", "few images, seconds", "%.1f"),
  MANY_SECONDS("manySeconds", "many images, seconds", "%.1f"),
  FEW_STEPS("fewSteps", "steps, few images", "%.0f"),
  MANY_STEPS("manySteps", "steps, many images", "%.0f"),
  TARGET_LOSS("targetLoss", "loss to reach", "%.3f"),
  REACHED("reached", "reached by many images (1: yes)", "%.0f"),
  REGIONS("regions", "regions", "%.0f"),
  SHARED_MILLIS("sharedMillis", "shared pass, ms", "%.0f"),
  PER_REGION_MILLIS("perRegionMillis", "region by region, ms", "%.0f");

  private final String key;
  private final String title;
  private final String format;

  Measure(String key, String title, String format) {
    this.key = key;
    this.title = title;
    this.format = format;
  }

  /** In files. */
  public String key() {
    return key;
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** A value as tables show it. */
  public String format(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
  }

  /** The measure with this key; empty if there is none. */
  public static Optional<Measure> of(String key) {
    return Arrays.stream(values()).filter(measure -> measure.key.equals(key)).findFirst();
  }
}
