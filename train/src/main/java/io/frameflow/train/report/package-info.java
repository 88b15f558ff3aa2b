/** A run told on one page: curves, precision and recall, confusions and the worst mistakes. */
package io.frameflow.train.report;
