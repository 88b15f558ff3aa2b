/** Files that are complete or not there. */
package io.frameflow.connectors.files;
