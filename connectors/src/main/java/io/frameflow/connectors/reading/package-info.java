/** Reading Frameflow's topics to the side, without a consumer group. */
package io.frameflow.connectors.reading;
