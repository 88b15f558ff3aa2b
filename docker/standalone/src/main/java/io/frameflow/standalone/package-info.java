/** The one composition root: every verb of {@code ./frameflow}. */
package io.frameflow.standalone;
