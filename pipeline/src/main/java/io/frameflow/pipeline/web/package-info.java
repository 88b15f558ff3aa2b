/** What Flink's web server may be asked for. */
package io.frameflow.pipeline.web;
