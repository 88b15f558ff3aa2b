package io.frameflow.train.regions;

/**
 * How the per-region way is measured.
 *
 * @param proposals regions of the image, at least 1
 * @param crop side of the square that a region is warped to, pixels
 * @param batch crops of one run of the network
 */
public record PerRegionOptions(int proposals, int crop, int batch) {

  /**
   * @throws IllegalArgumentException naming the number that is out of range
   */
  public PerRegionOptions {
    atLeastOne("proposals", proposals);
    atLeastOne("crop", crop);
    atLeastOne("batch", batch);
  }

  /** The paper's 2000 regions, each as large as an image of ImageNet. */
  public static PerRegionOptions defaults() {
    return new PerRegionOptions(2000, 224, 16);
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be at least 1");
    }
  }
}
