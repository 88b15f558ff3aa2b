/** What all parts that have child processes need. */
package io.frameflow.standalone.processes;
