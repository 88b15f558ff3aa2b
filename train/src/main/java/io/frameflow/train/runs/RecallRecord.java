package io.frameflow.train.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.frameflow.detector.files.WholeFile;
import io.frameflow.train.evaluation.diagnosis.MethodRecall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the proposals of a run cover, as its folder keeps it.
 *
 * @param images which ones were looked at, in words
 * @param identity tells these images with these objects from others
 * @param methods each with what it covers
 */
record RecallRecord(String images, String identity, List<MethodRecall> methods) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  RecallRecord {
    methods = List.copyOf(methods);
  }

  /** What a file holds; nothing where there is none, or one that cannot be read. */
  static Optional<RecallRecord> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readString(file), RecallRecord.class));
    } catch (JsonProcessingException e) {
      // Of another version, or touched by hand: it is measured again.
      return Optional.empty();
    }
  }

  void write(Path file) throws IOException {
    WholeFile.write(file, JSON.writeValueAsString(this) + "\n");
  }

  boolean knows(String method) {
    return methods.stream().anyMatch(known -> known.method().equals(method));
  }

  RecallRecord with(MethodRecall another) {
    List<MethodRecall> all = new ArrayList<>(methods);
    all.add(another);
    return new RecallRecord(images, identity, all);
  }
}
