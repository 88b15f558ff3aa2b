/** A model's network in parts that can be run and counted one by one. */
package io.frameflow.bench.network;
