package io.frameflow.train.cli;

import io.frameflow.train.data.AnnotationTarget;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.DataSetDirectory;
import io.frameflow.train.data.DataSetException;
import io.frameflow.train.data.ParallelDecoding;
import io.frameflow.train.data.StatedSplit;
import io.frameflow.train.data.splits.SplitPlan;
import io.frameflow.train.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code data split}: new splits without near-duplicates across them. */
@Command(
    name = "split",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Divides a data set into training, validation and perhaps test images. Images that look alike"
          + " (recompressed, resized, mirrored, neighbouring frames) stay together, found by a"
          + " perceptual hash of 128 bits; every split gets its share of each class.",
      "Writes ImageSets/Main/NAME.txt (Pascal VOC) or annotations/instances_NAME.json (COCO)."
    })
public final class DataSplitCommand implements Callable<Integer> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  @Spec private CommandSpec spec;

  @Mixin private DataFolder data;

  @Mixin private DecodingOptions machine;

  @Option(
      names = "--val",
      defaultValue = "0.2",
      paramLabel = "F",
      description = "Share of the validation images, in (0, 1) (default: ${DEFAULT-VALUE}).")
  private double validation;

  @Option(
      names = "--test",
      defaultValue = "0",
      paramLabel = "F",
      description = "Share of the test images (default: none).")
  private double test;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Decides between images that are alike to the plan (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--near",
      defaultValue = "10",
      paramLabel = "BITS",
      description =
          "Bits of 128 in which near-duplicates may differ, 0..32 (default: ${DEFAULT-VALUE}).")
  private int near;

  @Option(
      names = "--from",
      paramLabel = "NAME",
      description =
          "Split to divide (default: Pascal VOC all annotated images, COCO the only split there"
              + " is).")
  private String from;

  @Option(
      names = "--names",
      split = ",",
      defaultValue = "train,val,test",
      paramLabel = "NAME",
      description = "Names of the new splits (default: ${DEFAULT-VALUE}).")
  private List<String> names;

  @Option(
      names = "--replace",
      description =
          "Write even where splits of these names exist; the files as they were stay beside as"
              + " FILE.orig.")
  private boolean replace;

  @Override
  public Integer call() throws IOException {
    Map<String, Double> shares = shares();
    DataSetDirectory directory = data.open();
    requireFree(directory, shares.keySet());
    StatedSplit source = directory.source(from);
    DataSet images = DataSet.read(source, null);
    PrintWriter console = spec.commandLine().getOut();
    console.println(images.check().summary());
    console.flush();
    SplitPlan plan;
    try (ParallelDecoding decoding = machine.decoding();
        Progress progress = Progress.start("images", images.images().size())) {
      plan = SplitPlan.of(images, shares, near, seed, decoding, progress);
    }
    requireAll(plan, source);
    Map<String, Set<String>> ids = new LinkedHashMap<>();
    plan.parts().forEach((name, part) -> ids.put(name, part.ids()));
    source.divide(ids, AnnotationTarget.inPlace(directory.root()));
    console.print(SplitTable.of(plan, images));
    console.flush();
    return 0;
  }

  private Map<String, Double> shares() {
    boolean sound =
        validation > 0 && validation < 1 && test >= 0 && test < 1 && validation + test < 1;
    if (!sound) {
      throw wrong(
          "--val %s and --test %s must be shares that leave some images to train on"
              .formatted(validation, test));
    }
    if (near < 0 || near > 32) {
      throw wrong("--near is " + near + "; it must be from 0 to 32");
    }
    int wanted = test > 0 ? 3 : 2;
    if (names.size() < wanted
        || Set.copyOf(names.subList(0, wanted)).size() < wanted
        || !names.stream().allMatch(n -> NAME.matcher(n).matches())) {
      throw wrong("--names needs " + wanted + " different names of letters, digits, - and _");
    }
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put(names.get(0), 1 - validation - test);
    shares.put(names.get(1), validation);
    if (test > 0) {
      shares.put(names.get(2), test);
    }
    return shares;
  }

  private void requireFree(DataSetDirectory directory, Set<String> wanted) throws DataSetException {
    List<String> taken = directory.splits().stream().filter(wanted::contains).toList();
    if (!replace && !taken.isEmpty()) {
      throw new DataSetException(
          "%s has splits of these names already: %s; choose other --names or give --replace"
              .formatted(directory.root(), String.join(", ", taken)));
    }
  }

  private static void requireAll(SplitPlan plan, StatedSplit source) throws DataSetException {
    for (Map.Entry<String, SplitPlan.Part> part : plan.parts().entrySet()) {
      if (part.getValue().ids().isEmpty()) {
        throw new DataSetException(
            "%s of %s: its images form %d groups that look alike, and none is left for '%s'; add other images, or lower --near"
                .formatted(source.name(), source.directory(), plan.groups(), part.getKey()));
      }
    }
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
