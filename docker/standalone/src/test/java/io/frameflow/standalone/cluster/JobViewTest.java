package io.frameflow.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobViewTest {

  @ParameterizedTest
  @ValueSource(strings = {"FAILED", "CANCELED", "FINISHED"})
  void whatNeverRunsAgainHasEnded(String state) throws JsonProcessingException {
    assertThat(job(state, 0).ended()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SUSPENDED", "RESTARTING", "FAILING", "INITIALIZING", "RUNNING"})
  void whatMayRunAgainHasNotEnded(String state) throws JsonProcessingException {
    assertThat(job(state, 0).ended()).isFalse();
  }

  @Test
  void aJobRunsWhenEverySubtaskDoes() throws JsonProcessingException {
    assertThat(job("RUNNING", 2).allTasksRun()).isTrue();
    assertThat(job("RUNNING", 1).allTasksRun()).isFalse();
    assertThat(job("RESTARTING", 2).allTasksRun()).isFalse();
    assertThat(new JobView(new ObjectMapper().readTree("{\"state\":\"RUNNING\"}")).allTasksRun())
        .isFalse();
  }

  private static JobView job(String state, int running) throws JsonProcessingException {
    String json =
        """
        {"state":"%s","vertices":[{"id":"a","parallelism":2,"tasks":{"RUNNING":%d,"CREATED":1}}]}
        """
            .formatted(state, running);
    return new JobView(new ObjectMapper().readTree(json));
  }
}
