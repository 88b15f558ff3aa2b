/**
 * Mini-batches for training: image scaling and augmentation, proposals, and the choice of RoIs
 * (Girshick, "Fast R-CNN", 2015, section 2.3).
 */
package io.frameflow.train.sampling;
