/** An evaluation as text tables, JSON and pictures. */
package io.frameflow.train.evaluation.report;
