package io.frameflow.train.ablation;

import io.frameflow.detector.Precision;
import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.data.formats.DataSets;
import io.frameflow.train.data.voc.VocWriter;
import io.frameflow.train.runs.ProposalPlan;
import io.frameflow.train.runs.Recipe;
import io.frameflow.train.runs.Recipes;
import io.frameflow.train.solver.LearningRate;
import io.frameflow.train.solver.LearningRate.Decay;
import io.frameflow.train.solver.SessionSettings;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Coloured squares and a network that sees them in seconds. */
public final class TinyAblation {

  private static final int WIDTH = 128;
  private static final int HEIGHT = 96;
  private static final int IMAGES = 6;
  private static final int TRAINED = 4;
  private static final int THREADS = 2;

  private final Path data;
  private final DataSet training;
  private final DataSet validation;

  /** Writes the images into a folder. */
  public TinyAblation(Path folder) throws IOException {
    data = folder;
    write(folder);
    training = DataSets.open(folder, "train", null);
    validation = DataSets.open(folder, "val", training.labels());
  }

  /** The folder of the images. */
  public Path data() {
    return data;
  }

  /** A short recipe for them. */
  public static Recipe recipe(int steps) {
    Recipe base = Recipes.of("plain-lite");
    return base.withInput(new ModelManifest.Input(HEIGHT, WIDTH, 16))
        .withSampling(base.sampling().withRoisPerImage(8), base.augmentation())
        .withSolver(base.solver().withLearningRate(new LearningRate(Decay.COSINE, .01f, steps, 1)))
        .withProposals(new ProposalPlan(base.proposals().method(), 40), base.thresholds());
  }

  static AblationOptions options(Path output, int steps, int seeds, String... experiments) {
    return new AblationOptions(
        recipe(steps),
        Optional.empty(),
        output,
        seeds,
        Set.of(experiments),
        Optional.empty(),
        new SessionSettings(THREADS, Precision.FP32));
  }

  Ablation.Outcome run(AblationOptions options, Consumer<String> console) throws IOException {
    return Ablation.run(options, training, validation, console);
  }

  private static void write(Path folder) throws IOException {
    try (VocWriter writer = new VocWriter(folder)) {
      for (int i = 0; i < IMAGES; i++) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.GRAY);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        boolean red = i % 2 == 0;
        graphics.setColor(red ? Color.RED : Color.BLUE);
        graphics.fillRect(10 + 8 * i, 20 + 4 * i, 40, 30);
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", jpeg);
        Box box = new Box(10 + 8 * i, 20 + 4 * i, 50 + 8 * i, 50 + 4 * i);
        GroundTruth object = new GroundTruth(red ? "red" : "blue", red ? 2 : 1, box, false);
        String split = i < TRAINED ? "train" : "val";
        writer.add(split, "image" + i, jpeg.toByteArray(), WIDTH, HEIGHT, List.of(object));
      }
    }
  }
}
