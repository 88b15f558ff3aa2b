package io.frameflow.train.report;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.ImageFiles;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DecodedImages;
import io.frameflow.train.evaluation.ScoredBox;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws the mistakes that a model was surest of, and the largest objects that it missed. */
final class WorstMistakes {

  private static final int SHOWN = 12;

  private final HtmlPage page;
  private final List<AnnotatedImage> images;
  private final ImageDecoder decoder;
  private final List<String> labels;

  WorstMistakes(
      HtmlPage page, List<AnnotatedImage> images, ImageDecoder decoder, List<String> labels) {
    this.page = page;
    this.images = images;
    this.decoder = decoder;
    this.labels = labels;
  }

  void add(Mistakes mistakes) throws IOException {
    verdicts(
        "False positives with the highest scores",
        mistakes.of(
            Set.of(Verdict.Kind.BACKGROUND, Verdict.Kind.CONFUSION, Verdict.Kind.DUPLICATE)));
    verdicts(
        "Badly placed boxes with the highest scores",
        mistakes.of(Set.of(Verdict.Kind.LOCALISATION)));
    List<Mistakes.Missed> missed = mistakes.missed();
    page.heading("Missed objects, the largest first");
    count(missed.size());
    for (Mistakes.Missed one : missed.subList(0, Math.min(SHOWN, missed.size()))) {
      draw(
          one.image(),
          one.object().box(),
          one.object().label(),
          "%s in %s".formatted(one.object().label(), one.image().id()));
    }
  }

  private void verdicts(String heading, List<Verdict> verdicts) throws IOException {
    page.heading(heading);
    count(verdicts.size());
    List<Verdict> shown = verdicts.subList(0, Math.min(SHOWN, verdicts.size()));
    Map<String, AnnotatedImage> needed = new HashMap<>();
    Set<String> ids =
        shown.stream().map(verdict -> verdict.detection().imageId()).collect(Collectors.toSet());
    // A large data set makes its images as they are asked for; only these few are kept.
    for (AnnotatedImage image : images) {
      if (ids.contains(image.id())) {
        needed.put(image.id(), image);
      }
    }
    for (Verdict verdict : shown) {
      ScoredBox detection = verdict.detection();
      draw(
          needed.get(detection.imageId()),
          detection.box(),
          labels.get(detection.classId() - 1),
          caption(verdict));
    }
  }

  private void count(int all) {
    page.paragraph(
        all <= SHOWN
            ? all + " in all. Objects are green, the box in question is red."
            : "%d of %d. Objects are green, the box in question is red.".formatted(SHOWN, all));
  }

  private String caption(Verdict verdict) {
    ScoredBox detection = verdict.detection();
    String found =
        String.format(
            Locale.ROOT,
            "%s %.2f in %s: ",
            labels.get(detection.classId() - 1),
            detection.score(),
            detection.imageId());
    return found
        + switch (verdict.kind()) {
          case CONFUSION -> "is " + verdict.object().label();
          case DUPLICATE -> "found already";
          case LOCALISATION -> String.format(Locale.ROOT, "IoU %.2f", verdict.iou());
          default -> "nothing annotated here";
        };
  }

  private void draw(AnnotatedImage image, Box mistake, String label, String caption)
      throws IOException {
    page.photo(
        MistakePicture.draw(
            ImageFiles.toBufferedImage(DecodedImages.read(image, decoder)),
            image.objects(),
            mistake,
            label),
        caption);
  }
}
