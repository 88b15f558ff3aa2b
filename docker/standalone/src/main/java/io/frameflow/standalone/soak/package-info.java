/** Long life: jobs, frames and models by the hundred in one JVM, whose memory must stay flat. */
package io.frameflow.standalone.soak;
