/** Annotated images: what a data set states, what of it can be used, and what is wrong with it. */
package io.frameflow.train.data;
