/** What is measured: a frame's way through the detector, stage by stage. */
package io.frameflow.bench.stages;
