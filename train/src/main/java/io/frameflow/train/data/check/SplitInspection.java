package io.frameflow.train.data.check;

import io.frameflow.train.data.BoxPlacing;
import io.frameflow.train.data.Cases;
import io.frameflow.train.data.DataSetException;
import io.frameflow.train.data.Defect;
import io.frameflow.train.data.ParallelDecoding;
import io.frameflow.train.data.StatedImage;
import io.frameflow.train.data.StatedImages;
import io.frameflow.train.data.StatedObject;
import io.frameflow.train.data.StatedSplit;
import io.frameflow.train.progress.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Looks at every image and box of one split. */
final class SplitInspection implements StatedImages {
  private static final int SIZES_SHOWN = 5;

  private final StatedSplit split;
  private final ParallelDecoding decoding;
  private final SharedImages shared;
  private final Progress progress;
  private final Findings findings = new Findings();
  private final Set<String> badImages = new HashSet<>();
  private final Map<String, Integer> objectsPerClass = new TreeMap<>();
  private final Map<String, Integer> sizes = new TreeMap<>();
  private final Cases.Collector withoutObjects = new Cases.Collector();
  private final List<StatedImage> waiting = new ArrayList<>();
  private int images;
  private int difficult;

  SplitInspection(
      StatedSplit split, ParallelDecoding decoding, SharedImages shared, Progress progress) {
    this.split = split;
    this.decoding = decoding;
    this.shared = shared;
    this.progress = progress;
    split.declaredLabels().forEach(label -> objectsPerClass.put(label, 0));
  }

  SplitReport run() throws DataSetException {
    split.forEach(this);
    lookAtWaiting();
    return new SplitReport(
        split.name(),
        images,
        objectsPerClass,
        difficult,
        withoutObjects.cases(),
        mostFrequent(),
        sizes.size(),
        findings.cases());
  }

  /** Ids of images whose files cannot be decoded. */
  Set<String> badImages() {
    return badImages;
  }

  @Override
  public void defect(Defect kind, String id, DataSetException reason) {
    findings.add(kind, id + ": " + reason.getMessage());
  }

  @Override
  public void image(StatedImage image) throws DataSetException {
    waiting.add(image);
    if (waiting.size() == decoding.batch()) {
      lookAtWaiting();
    }
  }

  private void lookAtWaiting() throws DataSetException {
    List<ImageInspection> results =
        decoding.of(waiting, (image, decoder) -> ImageInspection.of(image.file(), decoder));
    for (int i = 0; i < results.size(); i++) {
      lookAt(waiting.get(i), results.get(i));
      progress.step();
    }
    waiting.clear();
  }

  private void lookAt(StatedImage image, ImageInspection found) {
    if (!found.isSound()) {
      badImages.add(image.id());
      findings.add(Defect.BAD_IMAGE, image.shown() + ": " + found.problem());
      return;
    }
    images++;
    sizes.merge(found.width() + "x" + found.height(), 1, Integer::sum);
    String same = shared.add(split.name(), image.id(), found.content());
    if (same != null) {
      findings.add(Defect.SAME_IMAGE, image.shown() + ": the same bytes as " + same);
    }
    if (image.width() != found.width() || image.height() != found.height()) {
      findings.add(
          Defect.WRONG_SIZE,
          "%s: annotated %dx%d, is %dx%d"
              .formatted(
                  image.shown(), image.width(), image.height(), found.width(), found.height()));
    }
    int usable = 0;
    List<BoxPlacing> placings = BoxPlacing.ofAll(image, found.width(), found.height());
    for (int i = 0; i < placings.size(); i++) {
      BoxPlacing placing = placings.get(i);
      StatedObject object = image.objects().get(i);
      placing.problem().ifPresent(kind -> findings.add(kind, image.shown() + ": " + object));
      objectsPerClass.merge(object.label(), placing.isUsable() ? 1 : 0, Integer::sum);
      difficult += placing.isUsable() && object.difficult() ? 1 : 0;
      usable += placing.isUsable() ? 1 : 0;
    }
    if (usable == 0) {
      withoutObjects.add(image.shown());
    }
  }

  private Map<String, Integer> mostFrequent() {
    Map<String, Integer> most = new LinkedHashMap<>();
    sizes.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(SIZES_SHOWN)
        .forEach(e -> most.put(e.getKey(), e.getValue()));
    return most;
  }
}
