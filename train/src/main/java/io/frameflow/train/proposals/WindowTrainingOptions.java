package io.frameflow.train.proposals;

/**
 * How learned windows are made.
 *
 * @param seed of every random choice; the same seed and images give the same windows
 * @param workingPixels the area that images are brought down to; 76800 is 320x240
 * @param step between windows of one shape, as a part of the window's side
 * @param mostPerShape windows of one shape in an image, beyond which the steps grow
 * @param overlap IoU around which a window repeats a better one
 * @param bands ranges of object sizes, each with its own shapes, scorer and share of the proposals
 * @param shapesPerBand window shapes in each
 * @param hidden units of each scorer
 * @param epochs of the scorer's training
 * @param positivesPerObject windows on one object that serve as examples
 * @param negativesPerImage windows of one image and band that serve as counterexamples
 * @param mostImages images used; of a larger data set, a random part
 */
public record WindowTrainingOptions(
    long seed,
    int workingPixels,
    float step,
    int mostPerShape,
    float overlap,
    int bands,
    int shapesPerBand,
    int hidden,
    int epochs,
    int positivesPerObject,
    int negativesPerImage,
    int mostImages) {

  /**
   * @throws IllegalArgumentException naming the option that is not positive
   */
  public WindowTrainingOptions {
    positive("workingPixels", workingPixels);
    positive("step", step);
    positive("mostPerShape", mostPerShape);
    positive("overlap", overlap);
    positive("bands", bands);
    positive("shapesPerBand", shapesPerBand);
    positive("hidden", hidden);
    positive("epochs", epochs);
    positive("positivesPerObject", positivesPerObject);
    positive("negativesPerImage", negativesPerImage);
    positive("mostImages", mostImages);
  }

  /** Settings that suit frames of a few objects to a few dozen. */
  public static WindowTrainingOptions defaults(long seed) {
    return new WindowTrainingOptions(seed, 320 * 240, .22f, 4000, .65f, 3, 8, 24, 6, 15, 600, 2000);
  }

  private static void positive(String option, float value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(
          "window training: " + option + " must be positive, but is " + value);
    }
  }
}
