package io.frameflow.standalone.chaos;

import java.time.Duration;
import java.util.Optional;

/** The cameras' clocks are wrong by hours or years from now on, until they jump again. */
record CameraClockFault(CameraStream cameras, Duration offset) implements Fault {

  @Override
  public FaultKind kind() {
    return FaultKind.CAMERA_CLOCK_JUMP;
  }

  @Override
  public String describe() {
    return "capture times are wrong by " + Spans.text(offset);
  }

  @Override
  public Duration length() {
    return Duration.ZERO;
  }

  @Override
  public void inject() {
    cameras.setClockOffset(offset);
  }

  @Override
  public Optional<String> effect() {
    // Never the one before; and the job is well only when it has published frames from after this.
    return Optional.of("in all frames from then on");
  }

  @Override
  public void heal() {
    // The clocks stay wrong: frames must come through all the same.
  }
}
