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
}
