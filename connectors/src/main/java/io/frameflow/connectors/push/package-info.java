/** Cameras to the frames topic. */
package io.frameflow.connectors.push;
