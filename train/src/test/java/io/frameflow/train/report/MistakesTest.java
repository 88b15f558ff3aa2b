package io.frameflow.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.boxes.Box;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.evaluation.ScoredBox;
import io.frameflow.train.report.Verdict.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MistakesTest {

  private static final Box LEFT = new Box(0, 0, 10, 10);
  private static final Box RIGHT = new Box(20, 0, 30, 10);
  private static final Box LARGE = new Box(0, 20, 30, 50);
  private static final Box HARD = new Box(60, 60, 70, 70);
  private static final List<AnnotatedImage> IMAGES =
      List.of(
          new AnnotatedImage(
              "one",
              Path.of("one.jpg"),
              100,
              100,
              List.of(
                  new GroundTruth("cat", 1, LEFT, false),
                  new GroundTruth("dog", 2, RIGHT, false),
                  new GroundTruth("dog", 2, LARGE, false),
                  new GroundTruth("cat", 1, HARD, true))),
          new AnnotatedImage(
              "two",
              Path.of("two.jpg"),
              100,
              100,
              List.of(new GroundTruth("cat", 1, LEFT, false))));

  private static final List<ScoredBox> DETECTIONS =
      List.of(
          new ScoredBox("one", 1, .5f, LEFT),
          new ScoredBox("one", 1, .9f, new Box(1, 0, 10, 10)),
          new ScoredBox("one", 1, .8f, RIGHT),
          new ScoredBox("one", 2, .7f, new Box(27, 0, 37, 10)),
          new ScoredBox("one", 1, .6f, HARD),
          new ScoredBox("two", 2, .95f, new Box(50, 50, 60, 60)));

  @Test
  void everyDetectionHasAVerdictAndEveryObjectThatNoneFoundIsMissed() {
    Mistakes mistakes = Mistakes.of(IMAGES, DETECTIONS);

    assertThat(mistakes.verdicts().stream().map(v -> v.detection().score() + " " + v.kind()))
        .containsExactly(
            "0.95 BACKGROUND",
            "0.9 CORRECT",
            "0.8 CONFUSION",
            "0.7 LOCALISATION",
            "0.6 IGNORED",
            "0.5 DUPLICATE");
    assertThat(mistakes.of(Set.of(Kind.CONFUSION)).get(0).object().label()).isEqualTo("dog");
    assertThat(mistakes.of(Set.of(Kind.LOCALISATION)).get(0).iou()).isBetween(.17f, .18f);
    assertThat(mistakes.missed().stream().map(m -> m.image().id() + " " + m.object().box()))
        .containsExactly("one " + LARGE, "one " + RIGHT, "two " + LEFT);
    assertThat(Mistakes.of(List.of(), List.of()).verdicts()).isEmpty();
  }

  @Test
  void aDetectionInsideACrowdOfItsClassIsNoMistake() {
    GroundTruth crowd = new GroundTruth("cat", 1, new Box(0, 0, 50, 50), true, true);
    AnnotatedImage image =
        new AnnotatedImage(
            "one",
            Path.of("one.jpg"),
            100,
            100,
            List.of(new GroundTruth("cat", 1, LEFT, false), crowd));

    Mistakes mistakes =
        Mistakes.of(
            List.of(image),
            List.of(
                new ScoredBox("one", 1, .9f, LEFT),
                new ScoredBox("one", 1, .8f, RIGHT),
                new ScoredBox("one", 2, .7f, RIGHT)));

    assertThat(mistakes.verdicts().stream().map(Verdict::kind))
        .containsExactly(Kind.CORRECT, Kind.IGNORED, Kind.BACKGROUND);
    assertThat(mistakes.missed()).isEmpty();
  }

  @Test
  void whatComesFromADataSetIsTextAndNeverMarkup() {
    HtmlPage page = new HtmlPage("<b>");
    page.paragraph("a & \"b\" <script>'");
    page.table(List.of(List.of("<i>")));
    assertThat(page.finish())
        .contains("<title>&lt;b&gt;</title>")
        .contains("<p>a &amp; &quot;b&quot; &lt;script&gt;&#39;</p>")
        .contains("<th>&lt;i&gt;</th>")
        .endsWith("</html>\n");
  }
}
