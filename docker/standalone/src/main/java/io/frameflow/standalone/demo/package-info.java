/** {@code ./frameflow demo}: the main job on one machine, with simulated cameras and figures. */
package io.frameflow.standalone.demo;
