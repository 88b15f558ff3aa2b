package io.frameflow.train.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.proposals.ProposalMethods;
import io.frameflow.detector.proposals.SelectiveSearch;
import io.frameflow.detector.proposals.SelectiveSearchSettings.Preset;
import java.util.Locale;
import java.util.Map;

/**
 * Which region proposals a model is trained and served with.
 *
 * @param method one of {@link ProposalMethods#NAMES}; learned windows are trained along with the
 *     model
 * @param preset how thoroughly selective search looks; null for the other methods
 * @param count most boxes per image
 */
public record ProposalPlan(
    String method, @JsonInclude(JsonInclude.Include.NON_NULL) Preset preset, int count) {

  private static final String PRESET_MARK = ":";
  private static final String PRESET = "preset";

  /**
   * @throws IllegalArgumentException if there is no such method, it has no presets, or the count is
   *     not positive
   */
  public ProposalPlan {
    if (!ProposalMethods.NAMES.contains(method)) {
      throw new IllegalArgumentException(
          "there is no proposal method '%s'; choose one of %s"
              .formatted(method, String.join(", ", ProposalMethods.NAMES)));
    }
    boolean searches = method.equals(SelectiveSearch.NAME);
    if (preset != null && !searches) {
      throw new IllegalArgumentException(
          "%s has no presets; only %s has".formatted(method, SelectiveSearch.NAME));
    }
    preset = searches && preset == null ? Preset.FAST : preset;
    if (count < 1) {
      throw new IllegalArgumentException(
          "the proposal count is " + count + "; it must be at least 1");
    }
  }

  /** A method with its usual preset. */
  public ProposalPlan(String method, int count) {
    this(method, null, count);
  }

  /**
   * A method as flags name it: {@code learned-windows}, {@code selective-search} or {@code
   * selective-search:quality}.
   *
   * @throws IllegalArgumentException if there is no such method or preset
   */
  public static ProposalPlan of(String named, int count) {
    String[] parts = named.split(PRESET_MARK, 2);
    return new ProposalPlan(parts[0], parts.length == 1 ? null : Preset.named(parts[1]), count);
  }

  /** The name that {@link #of} takes; of a usual preset without the preset. */
  public String named() {
    return preset == null || preset == Preset.FAST
        ? method
        : method + PRESET_MARK + preset.name().toLowerCase(Locale.ROOT);
  }

  public ProposalPlan withCount(int newCount) {
    return new ProposalPlan(method, preset, newCount);
  }

  /**
   * The section of a model's manifest.
   *
   * @param file of the method's parameters in the package, or null if it learns nothing
   */
  public ModelManifest.Proposals section(String file) {
    return new ModelManifest.Proposals(
        method,
        count,
        file,
        preset == null ? Map.of() : Map.of(PRESET, preset.name().toLowerCase(Locale.ROOT)));
  }
}
