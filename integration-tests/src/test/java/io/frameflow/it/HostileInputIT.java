package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.standalone.hostile.HostileReport;
import io.frameflow.standalone.hostile.HostileRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Malformed records of every kind, between good frames, against the live job. */
class HostileInputIT {

  private static final long SEED = 20_261_124;
  private static final int RECORDS = 600;

  private static PipelineUnderTest pipeline;
  private static HostileReport report;

  @BeforeAll
  static void sendHostileRecords() throws Exception {
    pipeline = PipelineUnderTest.start();
    JobOptions options = pipeline.options(PipelineUnderTest.defaultModel()).build();
    DetectionJob job = PipelineUnderTest.run(options);
    report = new HostileRun(pipeline.access(), options, job, line -> {}).run(RECORDS, SEED);
    job.cancel();
  }

  @AfterAll
  static void stop() throws Exception {
    pipeline.close();
  }

  @Test
  void theJobNeitherFailsNorRestarts() {
    assertThat(report.jobState()).as(report.text()).isEqualTo("RUNNING");
    assertThat(report.restarts()).as(report.text()).isZero();
  }

  @Test
  void everyRecordEndsAsExactlyOne() {
    assertThat(report.audit().complete()).as(report.text()).isTrue();
    assertThat(report.audit().frames()).isEqualTo(RECORDS + report.neighbours());
  }

  @Test
  void eachEndsAsItMustAndItsGoodNeighboursAreSeenAsIfAlone() {
    assertThat(report.examples()).as(report.text()).isEmpty();
    assertThat(report.wrong()).isZero();
  }

  @Test
  void everyKindIsAmongThem() {
    assertThat(report.kinds()).hasSizeGreaterThan(95).allMatch(kind -> kind.sentRecords() > 0);
  }

  @Test
  void aRefusalIsQuick() {
    // Processor time: other tests and programs may share this machine.
    assertThat(report.times().cpuP99()).as(report.text()).isLessThan(50);
  }
}
