/**
 * The paper's experiments on a data set of one's own: {@link io.frameflow.train.ablation.Ablation}
 * trains variants over several seeds, measures, and says which claims hold.
 */
package io.frameflow.train.ablation;
