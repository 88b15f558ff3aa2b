package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.connectors.folder.FolderCamera;
import io.frameflow.connectors.folder.FolderOptions;
import io.frameflow.connectors.push.PushOptions;
import io.frameflow.connectors.push.PushSession;
import io.frameflow.detector.Detector;
import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.Outcome;
import io.frameflow.schemas.topics.Topics;
import io.frameflow.standalone.Frameflow;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.formats.DataSets;
import io.frameflow.train.evaluation.EvaluationReport;
import io.frameflow.train.evaluation.ModelEvaluation;
import io.frameflow.train.evaluation.ScoredBox;
import io.frameflow.train.evaluation.VocEvaluator;
import io.frameflow.train.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The validation images of a real data set as a camera: what comes out of Kafka is as good as what
 * {@code evaluate} computes on the files. The model is the one that {@code FRAMEFLOW_BCCD_MODEL}
 * names, or a small one that is trained for a minute first: the agreement does not depend on it.
 */
class RealFramesIT {

  private static final String MODEL_VARIABLE = "FRAMEFLOW_BCCD_MODEL";
  private static final String STEPS = "80";

  @TempDir private Path work;

  @Test
  void eventsFromKafkaAreAsGoodAsTheEvaluationOfTheFiles() throws Exception {
    Path bccd = SharedData.require("bccd");
    ModelPackage model = ModelPackage.open(model(bccd));
    DataSet val = DataSets.open(bccd, "val", model.manifest().labels());
    assertThat(val.images()).hasSize(87);

    List<AnnotatedImage> sent = inFileOrder(val);
    Published published = throughThePipeline(model, folderOf(sent));

    assertThat(published.deadLetters()).isEmpty();
    assertThat(published.events())
        .extracting(e -> e.getSource().getPartition() + ":" + e.getSource().getOffset())
        .hasSize(sent.size())
        .doesNotHaveDuplicates();
    List<ScoredBox> found = new ArrayList<>();
    for (FrameDetections event : published.events()) {
      assertThat(event.getSource().getTopic()).isEqualTo(Topics.FRAMES.name(Topics.DEFAULT_PREFIX));
      assertThat(event.getModel().getSha256()).isEqualTo(model.sha256());
      assertThat(event.getOutcome()).isEqualTo(Outcome.DETECTED);
      String id = sent.get(Math.toIntExact(event.getSequence())).id();
      EventEvaluation.scored(event, id).forEach(found::add);
    }
    double fromKafka = VocEvaluator.evaluate(val.images(), found, val.labels()).map50();
    double fromFiles = evaluate(model, val).map50();
    System.out.printf("mAP@.5 from Kafka %.4f, from files %.4f%n", fromKafka, fromFiles);
    // A model that finds nothing would agree with itself on nothing.
    assertThat(fromFiles).isGreaterThan(.05);
    assertThat(fromKafka).isEqualTo(fromFiles, within(.001));
  }

  private Path model(Path bccd) {
    String named = System.getenv(MODEL_VARIABLE);
    if (named != null) {
      return Path.of(named);
    }
    Path run = work.resolve("run");
    int exit =
        Frameflow.commandLine()
            .execute(
                "train",
                "--data",
                bccd.toString(),
                "--split",
                "train",
                "--backbone",
                "plain-lite",
                "--steps",
                STEPS,
                "--name",
                "bccd-quick",
                "--proposal-recall",
                "none",
                "--out",
                run.toString());
    assertThat(exit).as("exit code of train").isZero();
    return run.resolve("model");
  }

  private static List<AnnotatedImage> inFileOrder(DataSet data) {
    return data.images().stream()
        .sorted(Comparator.comparing(i -> i.file().getFileName().toString()))
        .toList();
  }

  private Path folderOf(List<AnnotatedImage> images) throws Exception {
    Path folder = Files.createDirectory(work.resolve("frames"));
    for (AnnotatedImage image : images) {
      Files.copy(image.file(), folder.resolve(image.file().getFileName()));
    }
    return folder;
  }

  private static Published throughThePipeline(ModelPackage model, Path folder) throws Exception {
    try (PipelineUnderTest pipeline = PipelineUnderTest.start()) {
      DetectionJob job = PipelineUnderTest.run(pipeline.options(model.directory()).build());
      try (PushSession push =
          PushSession.start(
              pipeline.access(),
              List.of(FolderCamera.open("microscope", folder, FolderOptions.defaults(line -> {}))),
              PushOptions.defaults(line -> {}).withRate(0))) {
        push.await(Duration.ofMinutes(1));
        long frames = push.finish().frames();
        Published published = Published.read(pipeline.access(), Math.toIntExact(frames));
        job.cancel();
        return published;
      }
    }
  }

  private static EvaluationReport evaluate(ModelPackage model, DataSet val) throws Exception {
    try (ImageDecoder decoder = new ImageDecoder();
        Detector detector = Detector.load(model, DetectorOptions.defaults());
        Progress progress = Progress.start("evaluate", val.images().size())) {
      return ModelEvaluation.run(val, decoder, detector::detect, 1, progress).report();
    }
  }
}
