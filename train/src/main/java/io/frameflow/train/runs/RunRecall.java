package io.frameflow.train.runs;

import io.frameflow.detector.files.WholeFile;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.proposals.LearnedWindows;
import io.frameflow.detector.proposals.ProposalMethod;
import io.frameflow.detector.proposals.ProposalMethods;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.evaluation.diagnosis.MethodRecall;
import io.frameflow.train.evaluation.report.ProposalTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Measures what proposal methods cover of a run's objects: those that the run is trained with, and
 * others beside them. Told before the first step, for no training makes up for missing proposals.
 */
final class RunRecall {

  /** More images tell little more, and selective search takes its time. */
  static final int MOST_IMAGES = 100;

  private final TrainingOptions options;
  private final TrainingData data;
  private final RunProposals own;
  private final Consumer<String> console;

  RunRecall(
      TrainingOptions options, TrainingData data, RunProposals own, Consumer<String> console) {
    this.options = options;
    this.data = data;
    this.own = own;
    this.console = console;
  }

  /**
   * Measures what the run's folder does not know yet, and writes it there.
   *
   * @param validation the images to look at; without them, the training images are
   * @return nothing where the options ask for no method and none was measured before
   */
  Optional<RecallRecord> measure(Optional<DataSet> validation) throws IOException {
    RunFolder folder = options.folder();
    List<AnnotatedImage> all = validation.map(DataSet::images).orElse(data.images());
    List<AnnotatedImage> images = evenly(all);
    RecallRecord none =
        new RecallRecord(
            "%d of %d %s images"
                .formatted(
                    images.size(), all.size(), validation.isPresent() ? "validation" : "training"),
            identity(images),
            List.of());
    RecallRecord known =
        RecallRecord.read(folder.proposalRecall())
            .filter(record -> record.identity().equals(none.identity()))
            .orElse(none);
    Set<ProposalPlan> missing = asked();
    RecallRecord before = known;
    missing.removeIf(plan -> before.knows(plan.named()));
    long start = System.nanoTime();
    for (ProposalPlan plan : missing) {
      known = known.with(measure(plan, images));
      // At once: what took minutes outlives a kill during the next one.
      known.write(folder.proposalRecall());
      WholeFile.write(folder.proposalRecallTable(), ProposalTable.csv(known.methods()));
    }
    if (!missing.isEmpty()) {
      console.accept(
          String.format(
              Locale.ROOT,
              "recall of region proposals on %s, by N@IoU (%.0f s)%n%s",
              known.images(),
              (System.nanoTime() - start) / 1e9,
              ProposalTable.text(known.methods()).stripTrailing()));
    }
    return known.methods().isEmpty() ? Optional.empty() : Optional.of(known);
  }

  /** The run's own method first. */
  private Set<ProposalPlan> asked() {
    Set<ProposalPlan> asked = new LinkedHashSet<>();
    if (!options.recallOf().isEmpty()) {
      asked.add(options.recipe().proposals().withCount(1));
      options.recallOf().forEach(plan -> asked.add(plan.withCount(1)));
    }
    return asked;
  }

  private MethodRecall measure(ProposalPlan plan, List<AnnotatedImage> images) throws IOException {
    try (ImageDecoder decoder = new ImageDecoder()) {
      return MethodRecall.measure(
          plan.named(), method(plan), images, data.labels(), decoder, options.session().threads());
    }
  }

  private ProposalMethod method(ProposalPlan plan) throws IOException {
    if (plan.named().equals(options.recipe().proposals().named())) {
      return own.method();
    }
    return plan.method().equals(LearnedWindows.NAME)
        ? RunProposals.learn(data, options.recipe().solver().seed())
        : ProposalMethods.load(options.folder().root(), plan.section(null));
  }

  /** At most {@link #MOST_IMAGES}, spread over all. */
  static List<AnnotatedImage> evenly(List<AnnotatedImage> images) {
    int count = Math.min(MOST_IMAGES, images.size());
    List<AnnotatedImage> chosen = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      chosen.add(images.get((int) ((long) i * images.size() / count)));
    }
    return chosen;
  }

  private static String identity(List<AnnotatedImage> images) {
    StringBuilder text = new StringBuilder();
    images.forEach(image -> text.append(image.id()).append(image.objects()));
    return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }
}
