package io.frameflow.train.data.coco;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The entries of some images, for a file of their own under another split's name. */
record CocoPart(CocoSplit from, String name, Set<String> ids) implements CocoRewriter.Entries {

  @Override
  public boolean image(int number, ObjectNode entry) {
    if (!ids.contains(entry.get("id").asText())) {
      return false;
    }
    String fileName = entry.get("file_name").asText();
    Optional<Path> file = from.layout().image(from.name(), fileName);
    // An image in the old split's folder is not found under the new split's name.
    if (file.isPresent() && !from.layout().image(name, fileName).equals(file)) {
      Path relative = from.layout().root().normalize().relativize(file.get());
      entry.put("file_name", relative.toString().replace('\\', '/'));
    }
    return true;
  }

  @Override
  public boolean annotation(int index, ObjectNode entry) {
    return ids.contains(entry.get("image_id").asText());
  }
}
