/** Video files and network cameras through FFmpeg. */
package io.frameflow.connectors.video;
