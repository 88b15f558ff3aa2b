package io.frameflow.train.cli;

import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.proposals.LearnedWindows;
import io.frameflow.detector.proposals.SelectiveSearch;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.imports.Labels;
import io.frameflow.train.imports.ModelImport;
import io.frameflow.train.network.PaperNetwork;
import io.frameflow.train.network.PaperNetworks;
import io.frameflow.train.runs.ProposalPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code import}: a Fast R-CNN trained elsewhere in, model package out. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Makes a model package of a Fast R-CNN that was trained with Caffe.")
public final class ImportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--network",
      required = true,
      paramLabel = "NAME",
      description = "The paper's S, M or L: caffenet, vgg-cnn-m-1024 or vgg16.")
  private String network;

  @Option(
      names = "--weights",
      required = true,
      paramLabel = "FILE",
      description = "All layers with the sibling heads, as .caffemodel or safetensors.")
  private Path weights;

  @Option(
      names = "--labels",
      required = true,
      paramLabel = "FILE",
      description =
          "Classes in the order of the network's outputs, one a line, without the background; or"
              + " voc.")
  private String labels;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The model package to be made.")
  private Path output;

  @Option(
      names = "--proposals",
      defaultValue = SelectiveSearch.NAME,
      paramLabel = "METHOD",
      description =
          "Regions that it is served with: fixed-grid, or selective-search with the paper's"
              + " strategies fast (usual) and quality, or video: selective-search:quality (default:"
              + " ${DEFAULT-VALUE}).")
  private String proposals;

  @Option(
      names = "--proposal-count",
      defaultValue = "" + PaperNetworks.PROPOSALS,
      paramLabel = "N",
      description = "Most regions of an image (default: ${DEFAULT-VALUE}).")
  private int proposalCount;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the model (default: the network's).")
  private String name;

  @Option(
      names = "--model-version",
      defaultValue = "1",
      paramLabel = "TEXT",
      description = "Version of the model (default: ${DEFAULT-VALUE}).")
  private String modelVersion;

  @Override
  public Integer call() throws IOException {
    PaperNetwork paper;
    ModelManifest.Proposals section;
    try {
      paper = PaperNetworks.named(network);
      section = section();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    List<String> classes = Labels.of(labels);
    TensorFlowRuntime.load(1);
    ModelPackage model =
        ModelImport.run(
            paper, weights, classes, name == null ? network : name, modelVersion, section, output);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s (the paper's %s) with %d classes, served with %d regions of %s%n",
        network, paper.size(), classes.size(), section.count(), section.method());
    out.println("model package: " + model.directory());
    out.flush();
    return 0;
  }

  private ModelManifest.Proposals section() {
    ProposalPlan plan = ProposalPlan.of(proposals, proposalCount);
    if (plan.method().equals(LearnedWindows.NAME)) {
      throw new IllegalArgumentException(
          "%s are learned along with a model; choose %s or fixed-grid for one that is imported"
              .formatted(LearnedWindows.NAME, SelectiveSearch.NAME));
    }
    return plan.section(null);
  }
}
