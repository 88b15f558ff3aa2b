/**
 * The live page: what the cameras see and what the detector found, in a browser on this machine.
 */
package io.frameflow.connectors.page;
