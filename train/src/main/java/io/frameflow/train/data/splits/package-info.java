/** New splits: near-duplicates stay together, and every split gets its share of each class. */
package io.frameflow.train.data.splits;
