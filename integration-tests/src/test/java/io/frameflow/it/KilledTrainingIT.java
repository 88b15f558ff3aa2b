package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.models.FileHash;
import io.frameflow.standalone.Frameflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training that is killed (SIGKILL) at random moments and continued ends like one that was not,
 * to the last bit. {@code -Dframeflow.training.kills=20} kills more often, {@code
 * -Dframeflow.training.seed=N} at other moments.
 */
class KilledTrainingIT {

  private static final int KILLS = Integer.getInteger("frameflow.training.kills", 3);
  private static final long SEED = Long.getLong("frameflow.training.seed", System.nanoTime());
  private static final int STEPS = 60;
  private static final int MOST_KILLS_OF_A_RUN = 3;
  private static final Pattern CONTINUED =
      Pattern.compile("continuing after step \\d+|there is no checkpoint yet|the run is finished");

  /** What must be equal; the report and TensorBoard's file hold times. */
  private static final Pattern COMPARED =
      Pattern.compile(
          "model/.*|.*\\.safetensors|validation\\.csv|proposals\\.json|configuration\\.json");

  private static final String[] FLAGS = {
    "--steps=" + STEPS,
    "--checkpoint-every=7",
    "--val-split=val",
    "--validate-every=25",
    "--patience=5",
    "--seed=5"
  };

  private final Random random = new Random(SEED);

  @TempDir Path temp;

  @Test
  void everyResumeEndsWithTheWeightsOfTheUnbrokenRun() throws Exception {
    Path data = temp.resolve("streets");
    assertThat(
            Frameflow.commandLine()
                .execute("simulate", "--out", data.toString(), "--train", "12", "--val", "3"))
        .isZero();
    Path unbroken = temp.resolve("unbroken");
    TrainingChild whole = start(data, unbroken);
    assertThat(whole.end()).as(whole::said).isZero();

    int killed = 0;
    for (int run = 1; killed < KILLS; run++) {
      Path folder = temp.resolve("run" + run);
      int kills = Math.min(KILLS - killed, 1 + random.nextInt(MOST_KILLS_OF_A_RUN));
      killed += killOften(data, folder, kills);
      TrainingChild last = resume(data, folder);
      assertThat(last.end()).as(last::said).isZero();
      System.out.println("  then to the end, " + beginning(last));
      assertThat(new TrainingChild.Log(folder).withoutTimes())
          .as("seed %d, %s", SEED, folder)
          .isEqualTo(new TrainingChild.Log(unbroken).withoutTimes());
      assertThat(files(folder)).as("seed %d, %s", SEED, folder).isEqualTo(files(unbroken));
      assertThat(folder.resolve("report.html")).isNotEmptyFile();
      try (Stream<Path> entries = Files.walk(folder)) {
        assertThat(entries.map(entry -> entry.getFileName().toString()))
            .as("nothing half-written stays")
            .noneMatch(
                name -> name.startsWith(".") || name.endsWith(".new") || name.contains(".part-"));
      }
    }
    System.out.printf(
        "seed %d: %d kills, every resume ended with the same weights%n", SEED, killed);
  }

  /** Starts, kills and resumes; gives the number of processes that did not end by themselves. */
  private int killOften(Path data, Path folder, int kills) throws Exception {
    int killed = 0;
    for (int i = 0; i < kills; i++) {
      // While it starts, between any two of the steps that are left, and while the model is
      // written.
      int present = new TrainingChild.Log(folder).rows();
      int rows = present + random.nextInt(STEPS + 4 - Math.max(present, 0));
      boolean stepping = rows > present && rows < STEPS;
      long further = random.nextInt(stepping ? 100 : rows > present ? 1500 : 6000);
      TrainingChild child = i == 0 ? start(data, folder) : resume(data, folder);
      boolean inTime = child.killAfter(Math.min(rows, STEPS), further);
      System.out.printf(
          "%s %s: %s after %d rows and %d ms%n",
          folder.getFileName(),
          beginning(child),
          inTime ? "killed" : "ended before",
          rows,
          further);
      if (!inTime) {
        break;
      }
      killed++;
    }
    return killed;
  }

  private static TrainingChild start(Path data, Path run) throws IOException {
    return TrainingChild.start(data, run, FLAGS);
  }

  private static TrainingChild resume(Path data, Path run) throws IOException {
    String[] flags = Stream.concat(Stream.of(FLAGS), Stream.of("--resume")).toArray(String[]::new);
    return TrainingChild.start(data, run, flags);
  }

  private static String beginning(TrainingChild child) {
    Matcher matcher = CONTINUED.matcher(child.said());
    return matcher.find() ? matcher.group() : "from the start";
  }

  /** Contents of the files that must be equal, by name. */
  private static Map<String, String> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found
          .filter(Files::isRegularFile)
          .filter(file -> COMPARED.matcher(folder.relativize(file).toString()).matches())
          .collect(
              Collectors.toMap(
                  file -> folder.relativize(file).toString(),
                  KilledTrainingIT::hash,
                  (a, b) -> a,
                  TreeMap::new));
    }
  }

  private static String hash(Path file) {
    try {
      return FileHash.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
