/** What an average precision hides: curves, calibration, confusions, and the proposals' limit. */
package io.frameflow.train.evaluation.diagnosis;
