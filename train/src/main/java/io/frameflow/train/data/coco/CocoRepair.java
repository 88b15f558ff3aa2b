package io.frameflow.train.data.coco;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.frameflow.detector.boxes.Box;
import io.frameflow.train.data.AnnotationTarget;
import io.frameflow.train.data.BoxPlacing;
import io.frameflow.train.data.Defect;
import io.frameflow.train.data.Repair;
import io.frameflow.train.data.StatedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers what is to change and at last writes the file anew, if anything is. */
final class CocoRepair implements Repair, CocoRewriter.Entries {
  private final CocoSplit split;
  private final AnnotationTarget target;
  private final BitSet keptImages = new BitSet();
  private final BitSet droppedAnnotations = new BitSet();
  private final Map<Integer, int[]> sizes = new HashMap<>();
  private final Map<Integer, Box> boxes = new HashMap<>();
  private final Set<Path> imageFolders = new HashSet<>();
  private boolean changed;

  CocoRepair(CocoSplit split, AnnotationTarget target) {
    this.split = split;
    this.target = target;
  }

  @Override
  public void image(StatedImage image, int width, int height, List<BoxPlacing> placings) {
    int number = split.index().numberOf(Long.parseLong(image.id()));
    keptImages.set(number);
    Path root = split.directory().normalize();
    imageFolders.add(root.resolve(root.relativize(image.file()).getName(0)));
    if (image.width() != width || image.height() != height) {
      sizes.put(number, new int[] {width, height});
      changed = true;
    }
    for (int i = 0; i < placings.size(); i++) {
      BoxPlacing placing = placings.get(i);
      int index = image.objects().get(i).index();
      if (!placing.isUsable()) {
        droppedAnnotations.set(index);
        changed = true;
      } else if (placing.problem().isPresent()) {
        boxes.put(index, placing.box());
        changed = true;
      }
    }
  }

  @Override
  public void drop(Defect kind, String id) {
    changed = true;
  }

  @Override
  public void finish() throws IOException {
    if (keptImages.isEmpty()) {
      throw new IOException(split.file() + ": no image can be used; nothing to repair");
    }
    if (target.isCopy()) {
      for (Path folder : imageFolders) {
        target.link(folder);
      }
      target.write(split.layout().newAnnotations(split.name()), this::rewrite);
    } else if (changed) {
      target.write(split.file(), this::rewrite);
    }
  }

  private void rewrite(OutputStream out) throws IOException {
    CocoRewriter.rewrite(split.file(), out, this);
  }

  @Override
  public boolean image(int number, ObjectNode entry) {
    // Of two entries with one id, the kept number is that of the first.
    if (!keptImages.get(number)) {
      return false;
    }
    int[] size = sizes.get(number);
    if (size != null) {
      entry.put("width", size[0]).put("height", size[1]);
    }
    return true;
  }

  @Override
  public boolean annotation(int index, ObjectNode entry) {
    int image = split.index().numberOf(entry.get("image_id").asLong());
    boolean orphan =
        image < 0
            || !keptImages.get(image)
            || !split.index().categories().containsKey(entry.get("category_id").asLong());
    if (orphan || droppedAnnotations.get(index)) {
      return false;
    }
    Box box = boxes.get(index);
    if (box != null) {
      ArrayNode numbers = entry.putArray("bbox");
      numbers.add(box.x1()).add(box.y1()).add(box.width()).add(box.height());
    }
    return true;
  }
}
