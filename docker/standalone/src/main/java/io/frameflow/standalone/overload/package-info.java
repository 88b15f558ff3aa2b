/** {@code ./frameflow overload}: what becomes of the frames when more come than can be detected. */
package io.frameflow.standalone.overload;
