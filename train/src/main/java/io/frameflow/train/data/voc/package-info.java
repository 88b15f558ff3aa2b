/** The Pascal VOC folder layout, read and written. */
package io.frameflow.train.data.voc;
