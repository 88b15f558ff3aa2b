package io.frameflow.train.sampling;

/**
 * How RoIs are chosen for a step (Fast R-CNN, section 2.3).
 *
 * @param imagesPerBatch N
 * @param roisPerImage R/N
 * @param foregroundShare share of RoIs that overlap an object by {@code foregroundIou} or more
 * @param foregroundIou lower IoU bound of foreground and upper (exclusive) bound of background
 * @param backgroundIouLow lower IoU bound of background; .1 in the paper (a heuristic for hard
 *     examples), 0 where the proposals are few and the background matters as a whole
 * @param classBalancedShare share of the foreground drawn with every class of the image equally
 *     likely, the rest with every object equally likely
 * @param addGroundTruth adds the objects' own boxes to the proposals
 * @param jitteredPerObject boxes made per object by moving its edges, added to the proposals
 * @param jitterDeviation standard deviation of such a move, as a share of the object's side
 */
public record SamplingOptions(
    int imagesPerBatch,
    int roisPerImage,
    float foregroundShare,
    float foregroundIou,
    float backgroundIouLow,
    float classBalancedShare,
    boolean addGroundTruth,
    int jitteredPerObject,
    float jitterDeviation) {
  public SamplingOptions {
    require(imagesPerBatch >= 1, "images per batch", imagesPerBatch, "at least 1");
    require(roisPerImage >= 1, "RoIs per image", roisPerImage, "at least 1");
    require(isShare(foregroundShare), "foreground share", foregroundShare, "0..1");
    require(foregroundIou > 0 && foregroundIou <= 1, "foreground IoU", foregroundIou, "in (0, 1]");
    require(
        backgroundIouLow >= 0 && backgroundIouLow < foregroundIou,
        "lower background IoU",
        backgroundIouLow,
        "0 or more and below the foreground IoU");
    require(isShare(classBalancedShare), "class-balanced share", classBalancedShare, "0..1");
    require(jitteredPerObject >= 0, "jittered boxes per object", jitteredPerObject, "0 or more");
    require(
        jitterDeviation >= 0 && jitterDeviation <= 1, "jitter deviation", jitterDeviation, "0..1");
  }

  /** The paper's choice: 2 images, 64 RoIs each, background IoU in [.1, .5), proposals only. */
  public static SamplingOptions paper() {
    return new SamplingOptions(2, 64, .25f, .5f, .1f, 0f, true, 0, 0f);
  }

  /** What trains best on few images: all background, jittered boxes, balanced classes. */
  public static SamplingOptions defaults() {
    return new SamplingOptions(2, 64, .25f, .5f, 0f, .3f, true, 6, .12f);
  }

  public SamplingOptions withImagesPerBatch(int images) {
    return new SamplingOptions(
        images,
        roisPerImage,
        foregroundShare,
        foregroundIou,
        backgroundIouLow,
        classBalancedShare,
        addGroundTruth,
        jitteredPerObject,
        jitterDeviation);
  }

  public SamplingOptions withRoisPerImage(int rois) {
    return new SamplingOptions(
        imagesPerBatch,
        rois,
        foregroundShare,
        foregroundIou,
        backgroundIouLow,
        classBalancedShare,
        addGroundTruth,
        jitteredPerObject,
        jitterDeviation);
  }

  public SamplingOptions withBackgroundIouLow(float iou) {
    return new SamplingOptions(
        imagesPerBatch,
        roisPerImage,
        foregroundShare,
        foregroundIou,
        iou,
        classBalancedShare,
        addGroundTruth,
        jitteredPerObject,
        jitterDeviation);
  }

  private static boolean isShare(float v) {
    return v >= 0 && v <= 1;
  }

  private static void require(boolean holds, String name, Number value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be " + rule);
    }
  }
}
