/** Trained networks of others, taken in as model packages that the detector serves. */
package io.frameflow.train.imports;
