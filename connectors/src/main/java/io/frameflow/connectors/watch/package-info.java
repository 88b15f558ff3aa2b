/** Detection events on the terminal. */
package io.frameflow.connectors.watch;
