package io.frameflow.train.evaluation;

import io.frameflow.detector.boxes.Box;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import java.util.List;

/**
 * One annotated object as COCO's measure sees it.
 *
 * @param box continuous pixels of the original image
 * @param area square pixels, which decides the object's size range; COCO's own files give the area
 *     of the outline here, which is less than that of the box
 */
public record CocoObject(String imageId, int classId, Box box, double area, Kind kind) {

  /** What an object does to the detections that overlap it. */
  public enum Kind {
    /** To be found, once. */
    OBJECT,
    /** VOC's flag: neither a hit nor a miss, however many detections overlap it. */
    DIFFICULT,
    /**
     * COCO's {@code iscrowd}: as {@link #DIFFICULT}, and the overlap is the part of the detection
     * that lies inside.
     */
    CROWD
  }

  /** The objects of an image, with the areas of their boxes. */
  public static List<CocoObject> of(AnnotatedImage image) {
    return image.objects().stream().map(object -> of(image.id(), object)).toList();
  }

  private static CocoObject of(String imageId, GroundTruth object) {
    Box box = object.box();
    return new CocoObject(imageId, object.classId(), box, area(box), kind(object));
  }

  private static Kind kind(GroundTruth object) {
    if (object.crowd()) {
      return Kind.CROWD;
    }
    return object.difficult() ? Kind.DIFFICULT : Kind.OBJECT;
  }

  /** Not to be found in any size range. */
  boolean ignored() {
    return kind != Kind.OBJECT;
  }

  /** Overlap with a detection, in [0, 1]. */
  double overlap(Box detection) {
    double width = (double) Math.min(box.x2(), detection.x2()) - Math.max(box.x1(), detection.x1());
    double height =
        (double) Math.min(box.y2(), detection.y2()) - Math.max(box.y1(), detection.y1());
    if (width <= 0 || height <= 0) {
      return 0;
    }
    double shared = width * height;
    double found = area(detection);
    return shared / (kind == Kind.CROWD ? found : found + area(box) - shared);
  }

  static double area(Box box) {
    return ((double) box.x2() - box.x1()) * ((double) box.y2() - box.y1());
  }
}
