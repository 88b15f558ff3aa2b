/** Detections as files that other tools read and write: COCO results and Pascal VOC's comp4. */
package io.frameflow.train.evaluation.results;
