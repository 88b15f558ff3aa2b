/** COCO's "instances" JSON, read as a stream and written. */
package io.frameflow.train.data.coco;
