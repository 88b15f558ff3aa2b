/** The verb {@code bench}. */
package io.frameflow.bench.cli;
