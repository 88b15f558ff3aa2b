/** Average precision by the Pascal VOC and COCO rules, and the run of a model over a data set. */
package io.frameflow.train.evaluation;
