/** What each camera saw, counted in windows of capture time by Kafka Streams. */
package io.frameflow.pipeline.analytics;
