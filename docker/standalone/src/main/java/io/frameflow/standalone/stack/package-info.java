/** A real Kafka broker, a real schema registry and Flink on one machine, all on loopback. */
package io.frameflow.standalone.stack;
