/** How measurements over several seeds decide a claim. */
package io.frameflow.train.ablation.claims;
