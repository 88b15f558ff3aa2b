/** What a run of bench found, on the terminal, as JSON and as a picture. */
package io.frameflow.bench.report;
