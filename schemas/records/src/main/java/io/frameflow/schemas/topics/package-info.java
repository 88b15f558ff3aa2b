/** What lies in which topic: names, settings, keys and values, and the schemas of a release. */
package io.frameflow.schemas.topics;
