package io.frameflow.train.data.coco;

import io.frameflow.detector.boxes.Box;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.AnnotationTarget;
import io.frameflow.train.data.BoxNotation;
import io.frameflow.train.data.Cases;
import io.frameflow.train.data.DataSetException;
import io.frameflow.train.data.Defect;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.data.Repair;
import io.frameflow.train.data.StatedImage;
import io.frameflow.train.data.StatedImages;
import io.frameflow.train.data.StatedObject;
import io.frameflow.train.data.StatedSplit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The images of one COCO file. */
final class CocoSplit implements StatedSplit {
  private final CocoLayout layout;
  private final String name;
  private final Path file;
  private final CocoIndex index;

  CocoSplit(CocoLayout layout, String name, Path file) throws DataSetException {
    this.layout = layout;
    this.name = name;
    this.file = file;
    this.index = CocoIndex.read(file);
    if (index.images() == 0) {
      throw new DataSetException(file + " lists no image; add at least one");
    }
  }

  @Override
  public Path directory() {
    return layout.root();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return index.images();
  }

  @Override
  public List<String> declaredLabels() {
    return List.copyOf(index.categories().values());
  }

  @Override
  public Map<Long, String> categories() {
    return Collections.unmodifiableMap(index.categories());
  }

  Path file() {
    return file;
  }

  CocoLayout layout() {
    return layout;
  }

  CocoIndex index() {
    return index;
  }

  @Override
  public void forEach(StatedImages receiver) throws DataSetException {
    Cases orphans = index.orphans();
    if (!orphans.isEmpty()) {
      receiver.defect(
          Defect.ORPHAN_ANNOTATION,
          orphans.summary(1),
          new DataSetException(
              "%s has annotations of an image or a class that it does not list: %s; 'frameflow data check --fix' takes them out"
                  .formatted(file, orphans.summary(1))));
    }
    for (int number = 0; number < index.images(); number++) {
      CocoImage entry = index.image(number);
      String id = Long.toString(entry.id());
      Optional<Path> image = layout.image(name, entry.fileName());
      if (index.numberOf(entry.id()) != number) {
        receiver.defect(
            Defect.LISTED_TWICE,
            id,
            new DataSetException(
                "%s lists two images with id %s, the second is %s; give each its own"
                    .formatted(file, id, entry.fileName())));
      } else if (image.isEmpty()) {
        receiver.defect(
            Defect.MISSING_IMAGE,
            id + " (" + entry.fileName() + ")",
            new DataSetException(
                "image '%s' (id %s of %s) is missing; looked in %s, %s, %s and %s"
                    .formatted(
                        entry.fileName(),
                        id,
                        file,
                        layout.root().resolve(name),
                        layout.root().resolve("images").resolve(name),
                        layout.root().resolve("images"),
                        layout.root())));
      } else {
        receiver.image(
            new StatedImage(id, image.get(), file, entry.width(), entry.height(), objects(number)));
      }
    }
  }

  private List<StatedObject> objects(int number) throws DataSetException {
    List<StatedObject> objects = new ArrayList<>();
    for (CocoAnnotation a : index.annotations(number)) {
      String label = index.categories().get(a.categoryId());
      objects.add(
          new StatedObject(
              a.index(),
              label,
              a.crowd(),
              a.crowd(),
              BoxNotation.CORNER_AND_SIZE,
              a.x(),
              a.y(),
              a.width(),
              a.height()));
    }
    return objects;
  }

  // The objects as they are used: the file as a whole changes with every other image.
  @Override
  public byte[] fingerprint(AnnotatedImage image) {
    StringBuilder text = new StringBuilder();
    for (GroundTruth object : image.objects()) {
      Box box = object.box();
      text.append(object.difficult() ? '-' : '+').append(object.label()).append('\n');
      text.append(box.x1()).append(' ').append(box.y1()).append(' ');
      text.append(box.x2()).append(' ').append(box.y2()).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Repair repair(AnnotationTarget target) {
    return new CocoRepair(this, target);
  }

  @Override
  public void divide(Map<String, Set<String>> parts, AnnotationTarget target) throws IOException {
    List<String> names = new ArrayList<>(parts.keySet());
    // All parts are made of this file, so the one that takes its place comes last.
    names.sort(Comparator.comparing(part -> layout.newAnnotations(part).equals(file)));
    for (String part : names) {
      CocoPart kept = new CocoPart(this, part, parts.get(part));
      target.write(layout.newAnnotations(part), out -> CocoRewriter.rewrite(file, out, kept));
    }
  }
}
