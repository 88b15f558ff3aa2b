package io.frameflow.train.solver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The last two checkpoints of a run. At any moment, whatever is killed, at least one of the two
 * files is whole once the first was saved.
 *
 * @param latest where the newest is
 * @param before where the one before it is
 */
public record CheckpointStore(Path latest, Path before) {

  /** Whether a run has left anything to continue from. */
  public boolean exists() {
    return Files.exists(latest) || Files.exists(before);
  }

  /**
   * Makes a state the latest one.
   *
   * @throws IOException if it cannot be written, such as on a full disk; the message says that the
   *     last one stays, if there is one
   */
  public void save(Checkpoint checkpoint) throws IOException {
    Path next = latest.resolveSibling(latest.getFileName() + ".new");
    try {
      checkpoint.write(next);
      if (Files.exists(latest)) {
        move(latest, before);
      }
      move(next, latest);
      Checkpoint.force(latest.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new IOException(
          "the checkpoint %s after step %d cannot be written: %s%s"
              .formatted(
                  latest,
                  checkpoint.completedSteps(),
                  e.getMessage(),
                  exists() ? "; the last one is whole, go on from it with --resume" : ""),
          e);
    }
  }

  /**
   * The newest state that is whole. A damaged file gets the ending {@code .damaged}, so that it
   * never takes the place of the one before.
   *
   * @param warnings receives a line where the latest is damaged
   * @return empty if the run was killed before its first checkpoint
   * @throws IOException if there are files but none is whole
   */
  public Optional<Checkpoint> load(Consumer<String> warnings) throws IOException {
    List<String> complaints = new ArrayList<>();
    for (Path file : List.of(latest, before)) {
      if (!Files.exists(file)) {
        continue;
      }
      try {
        Checkpoint found = Checkpoint.load(file);
        complaints.forEach(line -> warnings.accept(line + "; taking the checkpoint before"));
        if (!complaints.isEmpty()) {
          move(latest, latest.resolveSibling(latest.getFileName() + ".damaged"));
        }
        return Optional.of(found);
      } catch (IOException e) {
        complaints.add(e.getMessage());
      }
    }
    if (complaints.isEmpty()) {
      return Optional.empty();
    }
    throw new IOException(
        "no checkpoint is whole (%s); start again with another --out"
            .formatted(String.join("; ", complaints)));
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
