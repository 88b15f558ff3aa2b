/**
 * A finished network's answers for single regions, and what can be made of them: evaluation with
 * other proposals, scales or classifiers than the model is served with, and the time that sharing
 * the convolutions saves (Fast R-CNN, sections 2, 4 and 5).
 */
package io.frameflow.train.regions;
