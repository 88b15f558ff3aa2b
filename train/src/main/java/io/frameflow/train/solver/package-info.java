/**
 * Stochastic gradient descent on the training graph: learning rates, updates, checkpoints and the
 * loop that feeds it with mini-batches.
 */
package io.frameflow.train.solver;
