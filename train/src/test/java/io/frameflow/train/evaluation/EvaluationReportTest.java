package io.frameflow.train.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationReportTest {

  @Test
  void jsonHasTheAgreedKeys() throws JsonProcessingException {
    EvaluationReport report =
        new EvaluationReport(
            9,
            30,
            List.of(
                new ClassResult("cat", 4, 1, 3, 2, .75, .7, .5),
                new ClassResult("dog", 2, 0, 1, 5, .25, .3, .1),
                new ClassResult("yak", 0, 0, 0, 1, Double.NaN, Double.NaN, Double.NaN)));

    JsonNode json = new ObjectMapper().readTree(report.toJson());

    assertThat(json.get("map50").doubleValue()).isEqualTo(.5);
    assertThat(json.get("map50Voc07").doubleValue()).isEqualTo(.5);
    assertThat(json.get("map5095").doubleValue()).isEqualTo(.3);
    assertThat(json.get("ap50").get("cat").doubleValue()).isEqualTo(.75);
    assertThat(json.get("ap50").get("dog").doubleValue()).isEqualTo(.25);
    assertThat(json.get("ap50").get("yak").isNull()).isTrue();
    assertThat(json.get("images").intValue()).isEqualTo(9);
    assertThat(json.get("detections").intValue()).isEqualTo(30);
    assertThat(json.get("classes").get("cat").get("difficult").intValue()).isEqualTo(1);
  }

  @Test
  void undefinedMeansAreNull() throws JsonProcessingException {
    JsonNode json = new ObjectMapper().readTree(new EvaluationReport(0, 0, List.of()).toJson());

    assertThat(json.get("map50").isNull()).isTrue();
    assertThat(json.get("ap50").isEmpty()).isTrue();
  }
}
