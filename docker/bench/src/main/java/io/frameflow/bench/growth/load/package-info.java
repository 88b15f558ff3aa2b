/** Jobs between topics of their own, and cameras that keep them busy. */
package io.frameflow.bench.growth.load;
