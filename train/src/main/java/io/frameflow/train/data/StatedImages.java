package io.frameflow.train.data;

/** Receives the images of a split one after the other; nobody holds them all. */
public interface StatedImages {

  /**
   * The next image.
   *
   * @throws DataSetException to end the reading
   */
  void image(StatedImage image) throws DataSetException;

  /**
   * An entry that leads to no image with an annotation.
   *
   * @param id of the image, or what stands for it
   * @param reason one line for the user
   * @throws DataSetException to end the reading, such as {@code reason} itself
   */
  void defect(Defect kind, String id, DataSetException reason) throws DataSetException;
}
