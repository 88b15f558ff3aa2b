package io.frameflow.train.data.coco;

/** A class that a file declares; ids may have gaps. */
record CocoCategory(long id, String name) {}
