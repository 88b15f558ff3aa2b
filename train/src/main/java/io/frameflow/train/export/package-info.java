/** Trained weights out: a frozen SavedModel in a model package that the detector serves. */
package io.frameflow.train.export;
