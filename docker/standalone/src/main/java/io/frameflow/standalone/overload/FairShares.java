package io.frameflow.standalone.overload;

import java.util.HashMap;
import java.util.Map;

/**
 * The max-min fair division of what was detected: whoever asks for less than an equal share gets
 * all of it, and the rest is divided among the others in the same way.
 */
final class FairShares {
  private FairShares() {}

  /**
   * Divides.
   *
   * @param asked frames by camera
   * @param available frames that were detected in all
   */
  static Map<String, Double> of(Map<String, Long> asked, long available) {
    Map<String, Double> shares = new HashMap<>();
    Map<String, Long> open = new HashMap<>(asked);
    double left = available;
    while (!open.isEmpty()) {
      double equal = left / open.size();
      Map<String, Long> content = new HashMap<>(open);
      content.values().removeIf(frames -> frames > equal);
      if (content.isEmpty()) {
        open.keySet().forEach(camera -> shares.put(camera, equal));
        return shares;
      }
      for (Map.Entry<String, Long> camera : content.entrySet()) {
        shares.put(camera.getKey(), (double) camera.getValue());
        left -= camera.getValue();
        open.remove(camera.getKey());
      }
    }
    return shares;
  }

  /**
   * What a camera can have of its frames where a newer one takes the place of the one that waits:
   * of so many turns, those before which at least one came, if they come at random.
   *
   * @param frames that the camera sent
   * @param turns in each of which one of them is taken
   */
  static double ofOnePlace(long frames, long turns) {
    return turns == 0 ? 0 : -turns * Math.expm1(-(double) frames / turns);
  }
}
