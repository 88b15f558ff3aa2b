package io.frameflow.train.data.check;

import io.frameflow.train.data.BoxPlacing;
import io.frameflow.train.data.DataSetException;
import io.frameflow.train.data.Defect;
import io.frameflow.train.data.ImageHeader;
import io.frameflow.train.data.Repair;
import io.frameflow.train.data.StatedImage;
import io.frameflow.train.data.StatedImages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Hands the images on to the repair, with what is to become of their objects. */
final class SplitRepair implements StatedImages {
  private final Repair repair;
  private final Set<String> badImages;
  private final Findings findings = new Findings();

  SplitRepair(Repair repair, Set<String> badImages) {
    this.repair = repair;
    this.badImages = badImages;
  }

  @Override
  public void defect(Defect kind, String id, DataSetException reason) throws DataSetException {
    findings.add(kind, id);
    try {
      repair.drop(kind, id);
    } catch (IOException e) {
      throw new DataSetException(e.getMessage(), e);
    }
  }

  @Override
  public void image(StatedImage image) throws DataSetException {
    if (badImages.contains(image.id())) {
      defect(Defect.BAD_IMAGE, image.id(), null);
      return;
    }
    ImageHeader size = ImageHeader.read(image.file());
    List<BoxPlacing> placings = BoxPlacing.ofAll(image, size.width(), size.height());
    placings.forEach(p -> p.problem().ifPresent(kind -> findings.add(kind, image.shown())));
    if (image.width() != size.width() || image.height() != size.height()) {
      findings.add(Defect.WRONG_SIZE, image.shown());
    }
    try {
      repair.image(image, size.width(), size.height(), placings);
    } catch (IOException e) {
      throw new DataSetException(e.getMessage(), e);
    }
  }

  void finish() throws IOException {
    repair.finish();
  }

  List<String> changes(String split) {
    List<String> lines = new ArrayList<>();
    findings
        .cases()
        .forEach(
            (kind, cases) ->
                lines.add("%s: %s: %s".formatted(split, RepairWords.of(kind), cases.summary(3))));
    return lines;
  }
}
