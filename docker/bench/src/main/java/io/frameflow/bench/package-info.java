/** The verb {@code bench}, which is no part of the product. */
package io.frameflow.bench;
