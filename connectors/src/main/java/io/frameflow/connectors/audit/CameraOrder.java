package io.frameflow.connectors.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Whether the outputs of each camera come in the order of its frames: within one partition of an
 * output topic, the offsets that they name must ascend.
 */
final class CameraOrder {

  /** One camera as one output partition and one frames partition see it. */
  private record Lane(String lane, String camera, int framesPartition) {}

  private final Map<Lane, Long> latest = new HashMap<>();

  /** Notes an output; returns the later frame that came before it, if one did. */
  OptionalLong overtakenBy(Output output) {
    if (output.camera() == null) {
      return OptionalLong.empty(); // Without a key, records are spread over the partitions.
    }
    Lane lane = new Lane(output.lane(), output.camera(), output.partition());
    Long before = latest.get(lane);
    if (before != null && before > output.frame()) {
      return OptionalLong.of(before);
    }
    latest.put(lane, output.frame());
    return OptionalLong.empty();
  }
}
