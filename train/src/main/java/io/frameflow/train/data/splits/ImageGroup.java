package io.frameflow.train.data.splits;

import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import java.util.Map;
import java.util.TreeMap;

/** Images that must stay in one split, by what they show. */
final class ImageGroup {
  private final Map<Integer, Integer> objectsPerClass = new TreeMap<>();
  private int images;

  void add(AnnotatedImage image) {
    images++;
    for (GroundTruth object : image.objects()) {
      objectsPerClass.merge(object.classId(), 1, Integer::sum);
    }
  }

  int images() {
    return images;
  }

  /** Objects by class id; only classes that there are. */
  Map<Integer, Integer> objectsPerClass() {
    return objectsPerClass;
  }

  int objects(int classId) {
    return objectsPerClass.getOrDefault(classId, 0);
  }
}
