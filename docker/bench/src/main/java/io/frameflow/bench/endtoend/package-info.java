/** Frames through Kafka and Flink, against the detector alone in a loop. */
package io.frameflow.bench.endtoend;
