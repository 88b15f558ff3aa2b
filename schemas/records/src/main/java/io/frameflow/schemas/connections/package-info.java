/** How a connection to the broker or the registry is set up, and what its failure means. */
package io.frameflow.schemas.connections;
