/** A folder of pictures as a camera. */
package io.frameflow.connectors.folder;
