/** {@code ./frameflow hostile}: malformed frame records of every kind against the live job. */
package io.frameflow.standalone.hostile;
