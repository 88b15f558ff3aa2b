/** How the connectors reach Kafka and the schema registry. */
package io.frameflow.connectors.access;
