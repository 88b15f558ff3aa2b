/** Frames that wait for the model: in which order they come, and which are given up. */
package io.frameflow.pipeline.waiting;
