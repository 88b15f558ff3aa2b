package io.frameflow.standalone.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One thing that goes wrong, and how it is made good again. Used once. */
public interface Fault {

  FaultKind kind();

  /** What is done to whom, in one line. */
  String describe();

  /**
   * How long it lasts before it is healed; zero where the system has to recover from the moment of
   * the fault on.
   */
  Duration length();

  void inject() throws IOException, InterruptedException;

  /**
   * What is to be seen of it, such as "met 14 times"; empty if nothing is, and the system has
   * survived nothing. Asked right before it is healed.
   */
  Optional<String> effect() throws IOException, InterruptedException;

  /** Makes it good, as an operator or a supervisor of processes would. */
  void heal() throws IOException, InterruptedException;
}
