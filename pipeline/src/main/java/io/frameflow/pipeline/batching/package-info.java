/** When a batch starts: full when frames queue up, at once when none do, in time for the target. */
package io.frameflow.pipeline.batching;
