/** What all stages work on: one model, and pictures with their proposals. */
package io.frameflow.bench.scene;
