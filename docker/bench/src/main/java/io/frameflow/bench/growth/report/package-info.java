/** Growth as text, JSON and a picture. */
package io.frameflow.bench.growth.report;
