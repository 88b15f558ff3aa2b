/**
 * Whole training runs: recipes, the run's folder and its records, and {@link
 * io.frameflow.train.runs.Training}, which leads from annotated images to a model package.
 */
package io.frameflow.train.runs;
