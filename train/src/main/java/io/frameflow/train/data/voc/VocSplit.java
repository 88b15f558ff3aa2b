package io.frameflow.train.data.voc;

import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.AnnotationTarget;
import io.frameflow.train.data.DataSetException;
import io.frameflow.train.data.Defect;
import io.frameflow.train.data.Repair;
import io.frameflow.train.data.StatedImage;
import io.frameflow.train.data.StatedImages;
import io.frameflow.train.data.StatedSplit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The images of a split list, each with an annotation file of its own.
 *
 * @param list what the ids come from, for messages
 * @param ids in order; one may stand there twice
 */
record VocSplit(VocLayout layout, String name, Path list, List<String> ids) implements StatedSplit {

  @Override
  public Path directory() {
    return layout.root();
  }

  @Override
  public int size() {
    return ids.size();
  }

  @Override
  public List<String> declaredLabels() {
    return List.of();
  }

  @Override
  public void forEach(StatedImages receiver) throws DataSetException {
    VocAnnotationReader reader = new VocAnnotationReader();
    Set<String> seen = new HashSet<>();
    for (String id : ids) {
      if (!seen.add(id)) {
        receiver.defect(
            Defect.LISTED_TWICE,
            id,
            new DataSetException(
                "split list " + list + " names '" + id + "' twice; remove one of the lines"));
        continue;
      }
      Defect missing = Defect.MISSING_ANNOTATION;
      StatedImage image;
      try {
        Path file = layout.annotation(id);
        missing = Defect.BAD_ANNOTATION;
        VocAnnotation annotation = reader.read(file);
        missing = Defect.MISSING_IMAGE;
        image =
            new StatedImage(
                id,
                layout.image(id),
                file,
                annotation.width(),
                annotation.height(),
                annotation.objects());
      } catch (DataSetException e) {
        receiver.defect(missing, id, e);
        continue;
      }
      receiver.image(image);
    }
  }

  @Override
  public byte[] fingerprint(AnnotatedImage image) throws DataSetException {
    Path file = layout.annotation(image.id());
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new DataSetException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public Repair repair(AnnotationTarget target) {
    return new VocRepair(this, target);
  }

  @Override
  public void divide(Map<String, Set<String>> parts, AnnotationTarget target) throws IOException {
    for (Map.Entry<String, Set<String>> part : parts.entrySet()) {
      write(layout.splits().resolve(part.getKey() + ".txt"), part.getValue(), target);
    }
  }

  static void write(Path list, Collection<String> ids, AnnotationTarget target) throws IOException {
    byte[] text = (String.join("\n", ids) + "\n").getBytes(StandardCharsets.UTF_8);
    target.write(list, out -> out.write(text));
  }
}
