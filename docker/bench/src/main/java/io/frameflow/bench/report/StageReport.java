package io.frameflow.bench.report;

import io.frameflow.bench.measuring.Row;
import io.frameflow.bench.stages.Stage.Absentee;
import java.util.List;

/**
 * What was found in one stage.
 *
 * @param name as the command line has it
 * @param title what one run does
 * @param rows those who took part
 * @param absentees those who did not, and why
 */
public record StageReport(String name, String title, List<Row> rows, List<Absentee> absentees) {}
