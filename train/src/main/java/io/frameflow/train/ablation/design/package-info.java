/** What an ablation consists of: variants, measurements, and experiments that compare them. */
package io.frameflow.train.ablation.design;
