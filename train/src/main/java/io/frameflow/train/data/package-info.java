/** Annotated images: the Pascal VOC folder layout, read and written. */
package io.frameflow.train.data;
