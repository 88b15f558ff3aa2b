package io.frameflow.train.runs;

import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.DataSetException;
import java.util.Collections;
import java.util.List;

/**
 * What a run learns from.
 *
 * @param labels K class names; the class id is the index plus one
 * @param sha256 fingerprint of images and annotations
 */
public record TrainingData(List<AnnotatedImage> images, List<String> labels, String sha256) {

  public TrainingData {
    // no copy: a large data set makes its images when they are asked for
    images = Collections.unmodifiableList(images);
    labels = List.copyOf(labels);
    if (images.isEmpty()) {
      throw new IllegalArgumentException("there are no images to train on");
    }
  }

  /** One split of a data set. */
  public static TrainingData of(DataSet dataSet) throws DataSetException {
    return new TrainingData(dataSet.images(), dataSet.labels(), dataSet.sha256());
  }
}
