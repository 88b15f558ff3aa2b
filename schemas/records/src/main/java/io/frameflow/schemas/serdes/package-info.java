/** Records to bytes and back, over a Confluent-compatible schema registry. */
package io.frameflow.schemas.serdes;
