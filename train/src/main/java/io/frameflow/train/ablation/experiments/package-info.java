/** The paper's experiments, one class each, and the variants that they train. */
package io.frameflow.train.ablation.experiments;
