package io.frameflow.train.data.check;

import io.frameflow.train.data.Cases;
import io.frameflow.train.data.Defect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * What was found in a data set.
 *
 * @param sharedImages images that two splits share, by the splits' names
 * @param unseenClasses classes of the data set that a split has no usable object of, as "split:
 *     class"
 * @param unusedClasses classes that the annotations declare and no split has an object of; harmless
 */
public record CheckReport(
    Path directory,
    String format,
    List<SplitReport> splits,
    Map<String, Cases> sharedImages,
    List<String> unseenClasses,
    List<String> unusedClasses) {
  public CheckReport {
    splits = List.copyOf(splits);
    sharedImages = Collections.unmodifiableMap(new LinkedHashMap<>(sharedImages));
    unseenClasses = List.copyOf(unseenClasses);
    unusedClasses = List.copyOf(unusedClasses);
  }

  static CheckReport of(
      Path directory, String format, List<SplitReport> splits, Map<String, Cases> sharedImages) {
    TreeSet<String> declared = new TreeSet<>();
    TreeSet<String> used = new TreeSet<>();
    for (SplitReport split : splits) {
      split.objectsPerClass().forEach((label, count) -> (count > 0 ? used : declared).add(label));
    }
    List<String> unseen = new ArrayList<>();
    for (SplitReport split : splits) {
      for (String label : used) {
        if (split.objectsPerClass().getOrDefault(label, 0) == 0) {
          unseen.add(split.split() + ": " + label);
        }
      }
    }
    declared.removeAll(used);
    return new CheckReport(directory, format, splits, sharedImages, unseen, List.copyOf(declared));
  }

  /** Everything that counts against the data set. */
  public int problems() {
    return splits.stream().mapToInt(SplitReport::problems).sum()
        + sharedImages.values().stream().mapToInt(Cases::count).sum()
        + unseenClasses.size();
  }

  /** The same as a tree of maps, lists, texts and numbers, to be written as JSON. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("directory", directory.toString());
    map.put("format", format);
    map.put("problems", problems());
    map.put("splits", splits.stream().map(CheckReport::toMap).toList());
    Map<String, Object> shared = new LinkedHashMap<>();
    sharedImages.forEach((pair, cases) -> shared.put(pair, toMap(cases)));
    map.put(key(Defect.IN_TWO_SPLITS), shared);
    map.put(key(Defect.UNSEEN_CLASS), unseenClasses);
    map.put("unused_classes", unusedClasses);
    return map;
  }

  private static Map<String, Object> toMap(SplitReport split) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("split", split.split());
    map.put("images", split.images());
    map.put("objects", split.objects());
    map.put("objects_per_class", split.objectsPerClass());
    map.put("difficult", split.difficult());
    map.put("image_sizes", split.sizes());
    map.put("distinct_image_sizes", split.distinctSizes());
    map.put("images_without_objects", toMap(split.withoutObjects()));
    Map<String, Object> defects = new LinkedHashMap<>();
    split.defects().forEach((kind, cases) -> defects.put(key(kind), toMap(cases)));
    map.put("problems", defects);
    return map;
  }

  private static Map<String, Object> toMap(Cases cases) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("count", cases.count());
    map.put("examples", cases.examples());
    return map;
  }

  private static String key(Defect kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
