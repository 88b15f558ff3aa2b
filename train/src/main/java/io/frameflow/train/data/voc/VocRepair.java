package io.frameflow.train.data.voc;

import io.frameflow.train.data.AnnotationTarget;
import io.frameflow.train.data.BoxPlacing;
import io.frameflow.train.data.Defect;
import io.frameflow.train.data.Repair;
import io.frameflow.train.data.StatedImage;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Mends annotation files one by one, and at last the split list. */
final class VocRepair implements Repair {
  private final VocSplit split;
  private final AnnotationTarget target;
  private final Set<String> kept = new LinkedHashSet<>();
  private boolean listChanged;

  VocRepair(VocSplit split, AnnotationTarget target) {
    this.split = split;
    this.target = target;
  }

  @Override
  public void image(StatedImage image, int width, int height, List<BoxPlacing> placings)
      throws IOException {
    kept.add(image.id());
    boolean sound =
        image.width() == width
            && image.height() == height
            && placings.stream().allMatch(p -> p.problem().isEmpty());
    if (sound) {
      target.take(image.annotation());
      return;
    }
    VocDocument document = VocDocument.read(image.annotation());
    document.setSize(width, height);
    document.setObjects(image.objects(), placings);
    byte[] text = document.bytes();
    target.write(image.annotation(), out -> out.write(text));
  }

  @Override
  public void drop(Defect kind, String id) {
    listChanged = true;
  }

  @Override
  public void finish() throws IOException {
    if (kept.isEmpty()) {
      throw new IOException(
          "no image of split '%s' of %s can be used; nothing to repair"
              .formatted(split.name(), split.directory()));
    }
    if (listChanged || target.isCopy()) {
      VocSplit.write(split.list(), kept, target);
    }
    target.link(split.layout().images());
  }
}
