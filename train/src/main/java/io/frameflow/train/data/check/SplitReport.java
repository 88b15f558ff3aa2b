package io.frameflow.train.data.check;

import io.frameflow.train.data.Cases;
import io.frameflow.train.data.Defect;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What was found in one split.
 *
 * @param images that can be used
 * @param objectsPerClass usable objects, difficult ones included, sorted by class
 * @param difficult usable objects marked difficult, or crowds
 * @param withoutObjects usable images without a usable object: they show background only
 * @param sizes the most frequent image sizes, as "640x480", with how many images have them
 * @param distinctSizes how many sizes there are
 * @param defects kinds that there are, with their cases as "id: what"
 */
public record SplitReport(
    String split,
    int images,
    Map<String, Integer> objectsPerClass,
    int difficult,
    Cases withoutObjects,
    Map<String, Integer> sizes,
    int distinctSizes,
    Map<Defect, Cases> defects) {
  public SplitReport {
    objectsPerClass = Collections.unmodifiableMap(objectsPerClass);
    sizes = Collections.unmodifiableMap(sizes);
    defects = Collections.unmodifiableMap(defects);
  }

  /** Usable objects of all classes. */
  public int objects() {
    return objectsPerClass.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** All cases of all defects. */
  public int problems() {
    return defects.values().stream().mapToInt(Cases::count).sum();
  }

  List<String> classes() {
    return List.copyOf(objectsPerClass.keySet());
  }
}
