/**
 * Truncated SVD of the fully connected layers (section 3.1 of the paper): a finished model package
 * in, a smaller and faster one out, with what it cost and what it gained.
 */
package io.frameflow.train.compression;
