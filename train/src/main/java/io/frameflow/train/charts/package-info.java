/** Pictures of curves, and the files that they are kept in. */
package io.frameflow.train.charts;
