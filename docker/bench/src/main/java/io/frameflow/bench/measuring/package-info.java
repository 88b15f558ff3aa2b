/** Timing several ways of doing one thing in turns, and what may be said of the times. */
package io.frameflow.bench.measuring;
