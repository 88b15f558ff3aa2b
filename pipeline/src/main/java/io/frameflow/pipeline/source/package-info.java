/**
 * The frames topic as a Flink source: records become frames one for one and in order, and a
 * partition whose next record the registry cannot explain just now waits alone.
 */
package io.frameflow.pipeline.source;
