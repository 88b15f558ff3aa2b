/** What a camera is to Frameflow: a named, finite or endless sequence of JPEG pictures. */
package io.frameflow.connectors.cameras;
