package io.frameflow.bench.measuring;

import java.util.function.IntToLongFunction;

/**
 * One way of doing a stage's work, ready to be timed.
 *
 * @param name who does it
 * @param precision number format of its products, or "" where there are none
 * @param role what the others are to it
 * @param work what is timed
 * @param multiplyAdds products that are added up in one run, by item; 0 where nobody counts them
 * @param remark what a reader must know beside the time, such as how far its results are off
 */
public record Contender(
    String name,
    String precision,
    Role role,
    Work work,
    IntToLongFunction multiplyAdds,
    String remark) {

  /** What a contender is measured for. */
  public enum Role {
    /** What the machine can do at most; its rate is what shares are taken of. */
    LIMIT,
    /** Frameflow; the first one of a stage is what ratios are taken of. */
    OURS,
    /** Another way to the same result. */
    PEER,
    /** Time that ours takes from one moment to another, while it does other things too. */
    DELAY
  }

  /** A piece of work. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does it once.
     *
     * @param item which of the stage's inputs to work on, from 0
     * @return nanoseconds that count
     * @throws Exception what ends the measurement of the whole stage
     */
    long nanos(int item) throws Exception;
  }

  /** Work whose whole time counts. */
  @FunctionalInterface
  public interface Task {
    void run(int item) throws Exception;

    /** With a clock around it. */
    default Work timed() {
      return item -> {
        long start = System.nanoTime();
        run(item);
        return System.nanoTime() - start;
      };
    }
  }

  /** Without products that anybody counts. */
  public static Contender of(String name, Role role, Task task) {
    return new Contender(name, "", role, task.timed(), item -> 0, "");
  }

  /** As it is, with a remark. */
  public Contender remarked(String words) {
    return new Contender(name, precision, role, work, multiplyAdds, words);
  }
}
